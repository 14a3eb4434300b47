@scenario
Feature: Exporting
  Each order becomes an invoice once, and only once.

  Background:
    Given the practice company is linked as "Practice"

  Scenario: A second export posts nothing
    Given its channel "Shop" has 6 orders ready to export
    When I go to "Export"
    Then the preview shows 6 invoices
    When I export what is shown
    Then it says that 6 invoices were posted
    When I press "Preview again"
    Then there is nothing to export
    And KashFlow still holds 6 invoices
    When I drop the same order file of 6 orders again
    And I go to "Export"
    Then there is nothing to export
    And KashFlow still holds 6 invoices

  Scenario: Stopped in the middle, and finished later
    Given its channel "Shop" has 24 orders ready to export
    And KashFlow takes 40 milliseconds for an answer
    When I go to "Export"
    And I export what is shown, and stop it after a few invoices
    Then it says that I stopped it
    And KashFlow holds more than 0 and fewer than 24 invoices
    When I close kfdesk and start it again
    And I go to "Export"
    And I export what is shown
    Then KashFlow holds 24 invoices, one an order, over what the buyers paid
    And each of them is paid

  Scenario: A setting that changes after the preview
    Given its channel "Shop" has 3 orders ready to export
    When I go to "Export"
    Then the preview shows 3 invoices
    When somebody else sets "customers" of "Shop" to "channel"
    And I press the button for what was shown
    Then what failed is "Something changed since the preview"
    And KashFlow still holds 0 invoices
    When I export what is shown
    Then KashFlow holds 3 invoices, one an order, over what the buyers paid

  Scenario: No keyring: the password is asked for, and nothing is written
    Given this computer has no keyring
    And its channel "Shop" has 2 orders ready to export
    When I close kfdesk and start it again
    And I go to "Export"
    And I export what is shown, and give the password "practice"
    Then it says that 2 invoices were posted
