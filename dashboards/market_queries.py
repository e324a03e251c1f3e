"""What the page on the market reads besides metrics: lists, one select each."""

from __future__ import annotations

STORES = """
    select store, newest_version, recorded_on, download_count, pending_review_count, reported_rating, rating_mean,
        rating_count, reported_crash_free_rate, crash_free_rate, crash_free_rate_low, crash_free_rate_high,
        session_count, reported_rating - rating_mean as rating_apart
    from reporting.app_stores
    order by rating_count desc, store
"""

VERSIONS = """
    select store, version, released_on, session_count, crash_free_rate, crash_free_rate_low, crash_free_rate_high,
        is_crashing_more, rating_count, rating_mean, rating_low, rating_high, one_star_count, version_before,
        rating_change, rating_change_low, rating_change_high, is_rated_lower
    from reporting.app_versions
    order by store, place
"""

RELEASES = """
    select store, version, released_on, before_count, before_mean, after_count, after_mean, difference, difference_low,
        difference_high
    from reporting.app_release_effects
    order by released_on desc, store
"""

COMPETITORS = """
    select competitor, post_count, share_of_voice, share_of_voice_low, share_of_voice_high, tone, tone_low, tone_high,
        tone_change, tone_change_low, tone_change_high, recent_change_count, recent_high_count, usual_high_count,
        has_moved_prices, all_post_count
    from reporting.competitors
    order by share_of_voice desc nulls last, competitor
"""

WEEKS = """
    select competitor, post_week as week, post_count, all_post_count, share_of_voice, share_of_voice_low,
        share_of_voice_high, tone, tone_low, tone_high, usual_tone, usual_post_count, is_tone_unusual
    from reporting.competitor_weeks
    order by post_week, competitor
"""

MOVES = """
    select detected_at, competitor, change_type, significance, summary, page_url, days_ago
    from reporting.competitor_moves
    order by detected_at desc, competitor
"""

FIGURES = """
    select competitor, metric_name, metric_source, observed_on, value_text, value_number, value_unit, delta_text,
        delta_number, delta_unit, computed_change, change_tolerance, is_readable, is_latest,
        abs(delta_number - computed_change) > change_tolerance as is_apart
    from reporting.competitor_figures
    order by competitor, metric_name, observed_on desc
"""
