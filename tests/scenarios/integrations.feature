@scenario
Feature: The Integration Manager
  What is added stays; a login can be mended; nothing that belongs to a company is lost.

  Scenario: Add Integration, then Cancel
    Given I am at the details of a new practice company
    When I press "Cancel"
    Then the Integration Manager has "KashFlow practice company" as "Not linked yet"
    And the keyring is empty
    When I close kfdesk and start it again
    And I edit "KashFlow practice company"
    Then I see "KashFlow Integration details"
    When I log in as "practice" with "practice"
    Then I see "Access"
    When I press "Cancel"
    Then the Integration Manager has "KashFlow practice company" as "Not linked yet"
    And the keyring has one password
    When I edit "KashFlow practice company"
    Then I see "Access"
    When I press "Next"
    Then I see "Linked"
    When I press "Finish"
    Then the left-hand menu has "KashFlow Settings"

  Scenario: A new password, and nothing else to do again
    Given "Acme Ltd" is linked as "Acme"
    And its channel "Shop" has 3 orders ready to export
    When "Acme Ltd" changes the API password to "another one"
    And I stand on "Acme" in the Integration Manager
    And I press "Test"
    Then what failed is "KashFlow does not accept this user name and password."
    And the Integration Manager has "Acme" as "Last look failed: Acme Ltd"
    When I edit "Acme"
    Then I see "KashFlow Integration details"
    When I enter "another one" as password
    And I press "Next"
    And I press "Next"
    And I press "Finish"
    And I press "Settings"
    Then the Integration Manager has "Acme" as "Linked: Acme Ltd"
    When I go to "KashFlow Settings"
    Then "Shop" shows "Ready" under "Ready"
    And "Shop" shows "On" under "Export Orders"
    When I go to "Export"
    Then the preview shows 3 invoices

  Scenario: Another company behind a login is refused
    Given "Acme Ltd" is linked as "Acme"
    When the login of "Acme Ltd" leads to the books of "Zebra Ltd"
    And I edit "Acme"
    And I log in as "practice" with "practice"
    Then what failed is "This login leads to Zebra Ltd, not to Acme Ltd."
    And what it means is "Nothing was changed: the orders of Acme Ltd stay with Acme Ltd."
    And the one thing to do is "For Zebra Ltd, make a new integration."
    When I press "Cancel"
    Then the Integration Manager has "Acme" as "Linked: Acme Ltd"

  Scenario: Pause and resume
    Given the practice company is linked as "Practice"
    And its channel "Shop" has 2 orders ready to export
    When I stand on "Practice" in the Integration Manager
    And I press "Pause"
    Then the Integration Manager has "Practice" as "Paused: Practice Company Ltd"
    And the left-hand menu no longer has "KashFlow Settings"
    When I press "Resume"
    Then the Integration Manager has "Practice" as "Linked: Practice Company Ltd"
    And the left-hand menu has "KashFlow Settings"
    When I go to "Export"
    Then the preview shows 2 invoices

  Scenario: Remove, and link again
    Given the practice company is linked as "Practice"
    And its channel "Shop" has 2 orders ready to export
    When I remove "Practice" and say yes
    Then the Integration Manager no longer has "Practice"
    And the left-hand menu no longer has "KashFlow Settings"
    And the keyring is empty
    When I link the practice company as "Once more"
    And I go to "KashFlow Settings"
    Then "Shop" shows "Ready" under "Ready"
    When I go to "Export"
    Then the preview shows 2 invoices

  Scenario: A profile name that is taken
    Given the practice company is linked as "Books"
    When I press "Settings"
    And I press "New Integration"
    And I press "Next"
    And I press "Next"
    And I enter "books" as profile name
    And I press "Add Integration"
    Then what failed is "There is already an integration called"
    And the one thing to do is "Choose another profile name."

  Scenario: The practice company is never mistaken for a real one
    Given "Acme Ltd" is linked as "Acme"
    Then the window is titled "Acme Ltd - kfdesk"
    And the window does not speak of practice
    When I link the practice company as "Practice"
    Then the window is titled "Practice Company Ltd - kfdesk"
    And the window says that nothing reaches KashFlow
    When I turn to the company "Acme Ltd"
    Then the window is titled "Acme Ltd - kfdesk"
    And the window does not speak of practice
