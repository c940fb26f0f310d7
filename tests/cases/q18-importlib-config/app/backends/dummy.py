class DummyBackend:
    def change_total(self, order_id, amount):
        return True
