"""Nothing goes anywhere but where the settings allow, and never into a private network."""

from __future__ import annotations

import pytest

from dagster_project.exports.delivery.places import AllowedPlaces, ForbiddenPlace, host_names
from dagster_project.exports.settings import Section, place_of, webhook_of
from dagster_project.resources.errors import UserError

HOSTS = host_names(["Hooks.example.com", "127.0.0.1", "localhost", "10.0.0.8"])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://elsewhere.example.com/x", "not among the allowed hosts"),
        ("https://hooks.example.com.evil.example/x", "not among the allowed hosts"),
        ("http://hooks.example.com/x", "over http"),
        ("https://user:pass@hooks.example.com/x", "no address that things are sent to"),
        ("ftp://hooks.example.com/x", "no address that things are sent to"),
        ("file:///etc/passwd", "no address that things are sent to"),
        ("https://hooks.example.com:99999/x", "no address"),
        ("", "no address"),
    ],
)
def test_addresses_that_are_not_allowed(url, said):
    with pytest.raises(ForbiddenPlace, match=said) as refused:
        AllowedPlaces(HOSTS).place(url, "[export.webhook]")
    assert "pass@" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "::ffff:10.0.0.1", "fd00::1", "fe80::1%eth0", "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_into_a_private_network(address):
    allowed = AllowedPlaces(HOSTS, look_up=lambda host, port: ["93.184.215.14", address])
    with pytest.raises(ForbiddenPlace, match="not a public address"):
        allowed.place("https://hooks.example.com/x", "test").addresses()


def test_plain_http_goes_to_this_machine_alone_and_only_where_the_settings_say_so():
    allowed = AllowedPlaces(HOSTS, loopback_http=True, look_up=lambda host, port: [host])
    assert allowed.place("http://127.0.0.1:8080/x", "test").addresses() == ["127.0.0.1"]
    with pytest.raises(ForbiddenPlace):
        allowed.place("http://10.0.0.8/x", "test").addresses()
    public = AllowedPlaces(HOSTS, loopback_http=True, look_up=lambda host, port: ["93.184.215.14"])
    with pytest.raises(ForbiddenPlace):
        public.place("http://hooks.example.com/x", "test").addresses()


def test_the_path_is_never_shown():
    place = AllowedPlaces(HOSTS).place("https://hooks.example.com/services/T0/s3cr3t?key=s3cr3t", "test")
    assert place.origin == "https://hooks.example.com:443"
    assert "s3cr3t" not in repr(place)


def test_an_address_from_the_environment_needs_its_hosts_named(monkeypatch):
    monkeypatch.setenv("HOOK", "https://hooks.example.com/s3cr3t")
    with pytest.raises(UserError, match="hosts is missing"):
        place_of(Section("[export.webhook]", {"url_env": "HOOK"}))
    assert place_of(Section("[x]", {"url_env": "HOOK", "hosts": ["hooks.example.com"]})).target == "/s3cr3t"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"url": "https://a.example/x"}, "secret_env is missing"),
        ({"url": "https://a.example/x", "secret_env": "NOT_SET_ANYWHERE"}, "NOT_SET_ANYWHERE is not set"),
        ({"url": "https://a.example/x", "secret": "abc"}, "'secret' is not known here"),
        ({"url": 5, "secret_env": "HOOK"}, "url is 5"),
        ({"url": "https://a.example/x", "secret_env": "HOOK", "hosts": "a.example"}, "hosts is 'a.example'"),
        ({"url": "https://a.example/x", "secret_env": "HOOK", "allow_loopback_http": "yes"}, "true or false"),
    ],
)
def test_settings_that_make_no_sense(values, said, monkeypatch):
    monkeypatch.setenv("HOOK", "whsec-1")
    with pytest.raises(UserError, match=said):
        webhook_of(Section("[export.webhook]", values))
