@scenario
Feature: Questions
  What a file leaves open is asked once, and the answer stands with the invoice.

  Scenario: Etsy does not say the VAT rate
    Given the practice company is linked as "Practice"
    When I drop the practice file "etsy_sold_orders.csv"
    And I make everything ready for "Etsy"
    And I close kfdesk and start it again
    And I go to "Orders"
    Then "Etsy orders: The file does not say the VAT rate." needs attention
    When I answer it with "20 %" for all of these orders
    Then "The file does not say the VAT rate." needs no attention any more
    And the chosen order says who answered "20 %"
    When I go to "Export"
    And I export what is shown
    Then KashFlow holds every Etsy order sent within the UK, at 20 per cent of what its buyer paid

  Scenario: One order is different
    Given the practice company is linked as "Practice"
    When I drop the practice file "etsy_sold_orders.csv"
    And I make everything ready for "Etsy"
    And I close kfdesk and start it again
    And I go to "Orders"
    And I choose an order that asks for its VAT rate
    And I answer it with "0 %" for this order alone
    Then the other orders still ask
    When I think better of it, and want to be asked again
    Then all of them ask
