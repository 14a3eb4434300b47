@scenario
Feature: Links that fail
  Each failure is told apart, in its own words, with the one thing to do.
  Nothing is sent anywhere, and nothing is lost: one can always mend it and go on.

  # ---------------------------------------------------------- nothing that is KashFlow answers:
  # the person stays at the details, and may try again or go on without checking

  Scenario: No network
    Given this computer has no network
    And I am at the details of a new integration
    When I log in as "practice" with "practice"
    Then what failed is "This computer is not on the internet."
    And the one thing to do is "Check the network, then try again."
    And I see "KashFlow Integration details"

  Scenario: The name of the service is not found
    Given I am at the details of a new integration
    When I log in at the address "https://kashflow.invalid/api/service.asmx"
    Then what failed is "The service address cannot be found (kashflow.invalid)."
    And the one thing to do is "Check the spelling of the service address."
    And I see "KashFlow Integration details"

  Scenario: Nothing answers at the service address
    Given I am at the details of a new integration
    When I log in where nothing listens
    Then what failed is "Nothing answers at the service address."
    And the one thing to do is "Check the service address, or try again later."

  Scenario: No secure connection
    Given I am at the details of a new integration
    When I log in at "Acme Ltd" over https, which it does not speak
    Then what failed is "No secure connection to the service"
    And what it means is "Your password was not sent."
    And the one thing to do is "Check the date of this computer, and whether a security program stands between."

  Scenario: An address that is not secure
    Given I am at the details of a new integration
    When I log in at the address "http://securedwebapp.com/api/service.asmx"
    Then what failed is "is not a secure address."
    And what it means is "Your password would travel unprotected, so nothing was sent."

  Scenario: A web page answers instead of KashFlow
    Given "Acme Ltd" answers with a web page
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then what failed is "What answers at this address is not KashFlow's service, but a web page or something else."
    And what it means is "This was only a look: nothing in KashFlow was changed."
    And the one thing to do is "Check the service address, and whether the network asks for a log-in of its own."
    And I see "KashFlow Integration details"

  Scenario: KashFlow is down
    Given "Acme Ltd" is down for maintenance
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then what failed is "KashFlow is having trouble"
    And the one thing to do is "Try again in a few minutes."

  Scenario: KashFlow does not answer in time
    Given kfdesk waits 1 second instead of 20
    And "Acme Ltd" takes a minute to answer
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then the page says that it is looking
    And what failed is "KashFlow took too long to answer."
    And the one thing to do is "Try again in a minute."

  Scenario: Try again, once the network is mended
    Given "Acme Ltd" answers with a web page
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then what failed is "not KashFlow's service"
    When "Acme Ltd" answers as it should
    And I press "Try again"
    Then I see "Access"
    And I can go on

  Scenario: Go on without checking, and check later
    Given "Acme Ltd" is down for maintenance
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then what failed is "KashFlow is having trouble"
    When I press "Go on without checking"
    Then I see "Access"
    And "Enabled" is not to be seen
    And I cannot go on
    When "Acme Ltd" answers as it should
    And I press "Check again"
    Then "Enabled" is ready
    And I can go on

  # ---------------------------------------------------------- KashFlow itself says no:
  # the checklist shows which of the four settings it is about

  Scenario: Wrong user name or password
    Given I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "wrong"
    Then I see "Access"
    And "Password Settings" is to be mended
    And "Password Settings" says "KashFlow does not accept this user name and password."
    And "Password Settings" says "Incorrect username or password"
    And "Password Settings" says "If a separate API password is set under API Settings, use that one, not the one you log in with."
    And "Enabled" is not to be seen
    And I cannot go on

  Scenario: The login password, where there is a separate API password
    Given "Acme Ltd" has the separate API password "only for programs"
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then "Password Settings" is to be mended
    And "Password Settings" says "use that one, not the one you log in with."
    When I press "Back"
    And I enter "only for programs" as password
    And I press "Next"
    Then I see "Access"
    And "Password Settings" is ready
    And I can go on

  Scenario: API access is switched off
    Given in "Acme Ltd" the API is switched off
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then "Enabled" is to be mended
    And "Enabled" says "API access is switched off in KashFlow."
    And "Enabled" says "In KashFlow open Apps > API Settings and tick Enabled."
    And "Restrict Access" is not to be seen
    And I cannot go on
    When in "Acme Ltd" the API is switched on
    And I press "Check again"
    Then "Enabled" is ready
    And I can go on

  Scenario: This computer's address is not allowed
    Given "Acme Ltd" lets in only other addresses than mine, 203.0.113.77
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then "Restrict Access" is to be mended
    And "Restrict Access" says "KashFlow does not let this computer in."
    And "Restrict Access" says "switch Restrict Access off, or add 203.0.113.77. The address may change."
    And I cannot go on
    When I press "Copy the address"
    Then the clipboard holds "203.0.113.77"
    When "Acme Ltd" adds 203.0.113.77 under Restrict Access
    And I press "Check again"
    Then "Restrict Access" is ready
    And I can go on

  Scenario: Remote Login is switched off, and linking works all the same
    Given in "Acme Ltd" Remote Login is switched off
    And I am at the details of a new integration
    When I log in at "Acme Ltd" as "practice" with "practice"
    Then "Remote Login" is to be mended
    And "Remote Login" says "Remote Login is switched off in KashFlow."
    And "Remote Login" says "Linking and exporting work without it"
    And "Enabled" is ready
    When I press "Next"
    Then I see "Linked"
    And it says that "Acme Ltd" is linked
