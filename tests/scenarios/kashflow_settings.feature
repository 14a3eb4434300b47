@scenario
Feature: KashFlow Settings
  A row a channel, edited in place with the keyboard or the mouse.

  Background:
    Given the practice company is linked as "Practice"

  Scenario: With the keyboard
    Given its channel "Shop" has 1 orders
    When I go to "KashFlow Settings"
    And I set "Sales Type" of "Shop" to "Sale of Goods"
    Then "Shop" shows "Payment Method: proposed" under "Ready"
    When I set "Payment Method" of "Shop" to "Card"
    And I set "Bank Account" of "Shop" to "Current Account"
    Then "Shop" shows "Ready" under "Ready"

  Scenario: With the mouse
    Given its channel "Shop" has 1 orders
    When I go to "KashFlow Settings"
    And I click "Customer Source" of "Shop" and click "Website" in the list
    Then "Shop" shows "Website" under "Customer Source"
    When I click "Bank Account" of "Shop" and click "Shopify Clearing" in the list
    Then "Shop" shows "Shopify Clearing" under "Bank Account"

  Scenario: Export Orders does not go on before it is ready
    Given its channel "Shop" has 1 orders
    When I go to "KashFlow Settings"
    And I try to set "Export Orders" of "Shop" to "On"
    Then "Shop" shows "Off" under "Export Orders"
    And it says "Shop is not ready to export."

  Scenario: A click on Ready goes to what is missing
    Given its channel "Shop" has 1 orders
    When I go to "KashFlow Settings"
    And I click "Ready" of "Shop"
    Then I stand on "Sales Type" of "Shop"
    When I set "Sales Type" of "Shop" to "Sale of Goods"
    And I click "Ready" of "Shop"
    Then I stand on "Payment Method" of "Shop"

  Scenario: Several channels at once, undone and done again
    Given its channel "Shop A" has 1 orders
    And its channel "Shop B" has 1 orders
    And its channel "Shop C" has 1 orders
    When I go to "KashFlow Settings"
    And I select "Payment Method" from "Shop A" to "Shop C"
    And I choose "Stripe" for all of them
    Then "Shop A" shows "Stripe" under "Payment Method"
    And "Shop B" shows "Stripe" under "Payment Method"
    And "Shop C" shows "Stripe" under "Payment Method"
    When I undo
    Then "Shop A" shows "Shopify Payments, proposed" under "Payment Method"
    And "Shop C" shows "Shopify Payments, proposed" under "Payment Method"
    When I redo
    Then "Shop B" shows "Stripe" under "Payment Method"

  Scenario: A channel added by hand, with what is proposed by name
    When I go to "KashFlow Settings"
    Then it says "Drop an order file, or add a channel"
    When I add the channel "Etsy" for files of "Etsy"
    Then "Etsy" shows "Etsy, proposed" under "Payment Method"
    And "Etsy" shows "Etsy Clearing, proposed" under "Bank Account"
    When I press "Accept proposals"
    Then "Etsy" shows "Etsy" under "Payment Method"
    And "Etsy" shows "Etsy Clearing" under "Bank Account"
