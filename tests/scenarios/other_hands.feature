@scenario
Feature: What a colleague entered by hand
  An invoice that may already be one of my orders is shown beside it, and I say what it is.

  Background:
    Given the practice company is linked as "Practice"
    And its channel "Shop" has 3 orders ready to export
    And a colleague has entered one of them by hand, as "by phone"
    When I go to "Export"
    And I export what is shown
    Then it says that 2 invoices were posted
    And KashFlow still holds 3 invoices
    When I go to "Orders"
    And I choose the order that my colleague entered
    Then I see it side by side with the invoice "by phone"

  Scenario: It is the same sale
    When I say of it "It is this order's invoice: take it over"
    And I go to "Export"
    Then the button reads "Look again in KashFlow: 1 order"
    When I export what is shown
    Then KashFlow still holds 3 invoices
    And each of them is paid
    When I go to "Export"
    Then there is nothing to export

  Scenario: They are two sales
    When I say of it "These are two sales: export this one too"
    And I go to "Export"
    Then the preview shows 1 invoices
    When I export what is shown
    Then KashFlow still holds 4 invoices
    When I go to "Export"
    Then there is nothing to export

  Scenario: My colleague takes it away again
    When I say of it "It is this order's invoice: take it over"
    And my colleague deletes the invoice "by phone"
    And I go to "Export"
    And I press the button for what was shown
    Then what failed is "Something changed since the preview"
    And KashFlow still holds 2 invoices
    When I export what is shown
    Then KashFlow holds 3 invoices, one an order, over what the buyers paid
    And each of them is paid
