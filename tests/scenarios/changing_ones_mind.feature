@scenario
Feature: Changing one's mind while linking
  Whatever is pressed while a page is busy works at once, and nothing that was entered is lost.

  Background:
    Given "Acme Ltd" takes a minute to answer

  Scenario: Back while it looks
    Given I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    And I press Back while it looks
    Then I see "Profile name"
    When "Acme Ltd" answers as it should
    And I press "Next"
    Then I see "KashFlow Integration details"
    When I press "Next"
    Then I see "Access"
    And I can go on

  Scenario: Another password while it looks
    Given "Acme Ltd" has the separate API password "the right one"
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "a slip"
    And while it looks I enter "the right one" as password
    Then the page is no longer busy
    When "Acme Ltd" answers as it should
    And I press "Next"
    Then I see "Access"
    And "Password Settings" is ready

  Scenario: Cancel while it looks keeps what was added, and Edit goes on there
    Given I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    And I press Cancel while it looks
    Then the Integration Manager has "KashFlow" as "Not linked yet"
    And the keyring is empty
    When "Acme Ltd" answers as it should
    And I edit "KashFlow"
    Then I see "KashFlow Integration details"
    When I enter "practice" as password
    And I press "Next"
    And I press "Next"
    And I press "Finish"
    And I press "Settings"
    Then the Integration Manager has "KashFlow" as "Linked: Acme Ltd"
