"""`loompin import` of a folder that brings rules of its own."""

from __future__ import annotations

from installation import Installation


def test_the_rules_of_a_folder_hold_for_its_own_import(tmp_path, installation: Installation):
    (tmp_path / "tenants.csv").write_text(
        "id,name,plan,status,region\n00000001-0000-4000-8000-000000000000,Acme,pro,active,eu\n"
    )
    (tmp_path / "product_variants.csv").write_text("id,product_id,sku,stock_level\n1,p,A,9\n2,p,B,0\n3,p,C,7\n")
    (tmp_path / "validation_rules.csv").write_text(
        "entity_type,field_name,rule_type,params\nproduct_variants,stock_level,positive,{}\n"
    )
    finished = installation.loompin("import", tmp_path, "--as", "platform")
    assert finished.code == 0, finished.err
    assert "product_variants.csv: 3 rows read, 2 accepted, 1 rejected" in finished.out
