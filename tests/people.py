"""Who plays in the tests. All invented."""

from __future__ import annotations

from sandbox.world import Person

LAN = Person(id=700000101, first_name="Lan", last_name="Thị Biển")
HOA = Person(id=700000102, first_name="Hoa 🌸", last_name="<b>&")
MINH = Person(id=700000201, first_name="Minh", last_name="Hải")
TUAN = Person(id=700000202, first_name="Tuấn", last_name="Anh")
NGAN = Person(id=700000301, first_name="Ngân", last_name="Thu")
VIET = Person(id=700000401, first_name="Việt", last_name="Quốc")
ADMIN = Person(id=700000501, first_name="Quản", last_name="Trị")

MARKED = Person(id=987654321012, first_name="Dấu Vết Riêng", last_name="Không Lộ", username="dau_vet_rieng")

EVERYONE = [LAN, HOA, MINH, TUAN, NGAN, VIET, ADMIN, MARKED]
