@scenario
Feature: Refunds after an export
  Money given back becomes a credit note: shown first, posted once, paid back the way it was paid.

  Background:
    Given the practice company is linked as "Practice"
    And its channel "Shop" has 3 orders ready to export
    And its orders were exported

  Scenario: A refund that the person tells
    When I go to "Orders"
    And I tell that "1.00" was given back for an order
    Then the order says that nothing was sent yet
    And KashFlow still holds 3 invoices
    When I go to "Export"
    Then the preview shows a credit note over "-£1.00" and no invoice
    When I export what is shown
    Then it says that "1 credit note posted, -£1.00"
    And KashFlow holds a credit note over 1.00, paid back the way its invoice was paid
    When I press "Preview again"
    Then there is nothing to export

  Scenario: More than the invoice cannot be given back
    When I go to "Orders"
    And I try to tell that "9999.00" was given back for an order
    Then I was told while typing that it "is more than"
    When I go to "Export"
    Then there is nothing to export
    And KashFlow still holds 3 invoices
