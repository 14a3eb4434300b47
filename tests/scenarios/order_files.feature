@scenario
Feature: Order files
  What is dropped is taken whole, or refused with a reason.

  Scenario Outline: A report that holds no orders
    Given the practice company is linked as "Practice"
    When I drop the <report> instead of the orders
    Then the import says "<report>; it holds no orders."
    And the import says "<instead>"
    And no order is in the book

    Examples:
      | report                 | instead                   |
      | Etsy deposits report   | Orders or Order Items     |
      | Shopify payouts report | the orders export         |
      | PayPal activity        | the order export of the shop |

  Scenario: A marketplace's report brings refunds, once
    Given the practice company is linked as "Practice"
    When I drop the practice file "etsy_sold_orders.csv"
    And I drop a statement that gives back 2.00 of its first order
    Then the import says "1 refund of 1 order, 1 new"
    When I drop a statement that gives back 2.00 of its first order
    Then the import says "1 refund of 1 order, 0 new"

  Scenario: A practice file does not go into a real company
    Given "Acme Ltd" is linked as "Acme"
    When I drop the practice file "shopify_orders_export.csv"
    Then the import says "is a practice file."
    And the import says "Practice files are for the practice company only."
    And no order is in the book
    And "Acme Ltd" holds no invoice

  Scenario: The same file twice adds nothing
    Given the practice company is linked as "Practice"
    When I drop an order file of 5 orders, and call its channel "Shop"
    Then it says that 5 orders are new
    When I drop the same order file of 5 orders again
    Then the import says "0 new, 0 changed, 5 unchanged"

  Scenario: Orders before today, at the first import into a real company
    Given "Acme Ltd" is linked as "Acme"
    When I drop an order file of 4 orders, call its channel "Shop", and leave the older ones out
    Then it says that 4 orders are new
    When I make everything ready for "Shop"
    And I go to "Export"
    Then there is nothing to export
