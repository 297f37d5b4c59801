"""The sample city: invented civil servants in the real structure of Kota Sibolga."""
