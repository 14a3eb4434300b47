@scenario
Feature: Undoing an export
  What was exported can be taken back, and it is read beforehand what that means.

  Background:
    Given the practice company is linked as "Practice"
    And its channel "Shop" has 4 orders ready to export
    When I go to "Export"
    And I export what is shown
    And I go to "History"

  Scenario: The whole run goes, and an order comes again only when it is chosen
    When I undo the run, saying that no VAT return is filed, and the button reads "Delete 4 invoices"
    Then it says that "4 invoices deleted" came of it
    And KashFlow still holds 0 invoices
    When I go to "Export"
    Then there is nothing to export
    When I go to "History"
    And I press "Back to the runs"
    Then the runs are "Undo of run 1, Export, run 1"
    When I choose the undone orders of run 1 for export again
    And I go to "Export"
    Then the preview shows 4 invoices
    When I export what is shown
    Then KashFlow holds 4 invoices, one an order, over what the buyers paid

  Scenario: Somebody paid on an invoice, and another was deleted by hand
    Given somebody pays 1.00 on an invoice in KashFlow, and deletes another
    When I undo the run, saying that no VAT return is filed, and the button reads "Delete 2 invoices and post 1 credit note"
    Then it says that "2 invoices deleted, 1 credit note posted" came of it
    And KashFlow still holds 2 invoices
    And all invoices in KashFlow come to nothing

  Scenario: Thinking better of it
    When I look what an undo would do, and cancel
    Then KashFlow holds 4 invoices, one an order, over what the buyers paid
    And each of them is paid
