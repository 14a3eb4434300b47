@scenario
Feature: Integrating with KashFlow
  The guide from its first step to the invoices in the books.
  It is walked with the practice company, which needs no account and no internet.

  Scenario: The whole guide, from Settings to History
    When I press "Settings"
    Then I see the "Integration Manager"
    And nothing is linked yet
    When I press "New Integration"
    Then I see "Integration type"
    And I can choose "Accounts"
    When I press "Next"
    Then I see "Package"
    And I can choose "KashFlow"
    And I can choose "KashFlow practice company"
    When I choose "KashFlow practice company"
    And I press "Next"
    Then I see "Profile name"
    When I enter "My books" as profile name
    And I press "Add Integration"
    Then I see "KashFlow Integration details"
    When I enter "practice" as user name
    And I enter "practice" as password
    And I press "Next"
    Then I see "Access"
    And "Enabled" is ready
    And "Remote Login" is ready
    And "Restrict Access" is ready
    And "Password Settings" is ready
    When I press "Next"
    Then I see "Linked"
    And it says that "Practice Company Ltd" is linked
    And it says what was read: 7 customer sources, 10 payment methods, 6 bank accounts, 4 sales types
    When I press "Finish"
    Then the left-hand menu has "KashFlow Settings"
    And I see the "KashFlow Settings"
    And it says "Drop an order file, or add a channel"
    And the window says that nothing reaches KashFlow

    When I drop an order file of 12 orders, and call its channel "My shop"
    Then it says that 12 orders are new
    When I go to "KashFlow Settings"
    Then "My shop" has the columns "Export Orders, Customer Source, Payment Method, Bank Account, Ready"
    And "My shop" shows "Sales Type: proposed" under "Ready"
    When I set "Sales Type" of "My shop" to "Sale of Goods"
    And I set "Customer Source" of "My shop" to "Website"
    And I set "Payment Method" of "My shop" to "Card"
    And I set "Bank Account" of "My shop" to "Current Account"
    Then "My shop" shows "Ready" under "Ready"
    When I set "Export Orders" of "My shop" to "On"
    And I go to "Export"
    Then the preview shows 12 invoices
    And the preview comes to what the buyers paid, to the penny
    And the button reads what will be exported, and to "Practice Company Ltd"
    When I export what is shown
    Then it says that 12 invoices were posted
    And KashFlow holds 12 invoices, one an order, over what the buyers paid
    And each of them is paid
    When I go to "History"
    Then the last run exported 12 invoices
    And each of its invoices was read back and is equal

  Scenario: The keyboard alone goes through the wizard
    When I press "Settings"
    And I press "New Integration"
    And I press the Enter key
    Then I see "Package"
    When I press the Down key in the list
    And I press the Enter key
    Then I see "Profile name"
    When I press the Enter key
    Then I see "KashFlow Integration details"
    When I type "practice", the Tab key, "practice" and the Enter key
    Then I see "Access"
    When I press the Enter key
    Then I see "Linked"
    When I press the Enter key
    Then the left-hand menu has "KashFlow Settings"
