<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
    <context>
        <name>AccessChecklist</name>
        <message>
            <source>Enabled</source>
            <translation>Enabled</translation>
        </message>
        <message>
            <source>If a separate API password is set here, it is the one to use.</source>
            <translation>If a separate API password is set here, it is the one to use.</translation>
        </message>
        <message>
            <source>Invoices open in KashFlow straight from here.</source>
            <translation>Invoices open in KashFlow straight from here.</translation>
        </message>
        <message>
            <source>KashFlow answers this program.</source>
            <translation>KashFlow answers this program.</translation>
        </message>
        <message>
            <source>Leave it off, or add this computer's address. The address may change.</source>
            <translation>Leave it off, or add this computer's address. The address may change.</translation>
        </message>
        <message>
            <source>Password Settings</source>
            <translation>Password Settings</translation>
        </message>
        <message>
            <source>Remote Login</source>
            <translation>Remote Login</translation>
        </message>
        <message>
            <source>Restrict Access</source>
            <translation>Restrict Access</translation>
        </message>
        <message>
            <source>Should be ticked, so that invoices open straight from here.</source>
            <translation>Should be ticked, so that invoices open straight from here.</translation>
        </message>
        <message>
            <source>Should be ticked.</source>
            <translation>Should be ticked.</translation>
        </message>
        <message>
            <source>The user name and password are accepted.</source>
            <translation>The user name and password are accepted.</translation>
        </message>
        <message>
            <source>This computer is let in.</source>
            <translation>This computer is let in.</translation>
        </message>
    </context>
    <context>
        <name>AccessPage</name>
        <message>
            <source>&amp;Open API Settings</source>
            <translation>&amp;Open API Settings</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>Access</translation>
        </message>
        <message>
            <source>C&amp;heck again</source>
            <translation>C&amp;heck again</translation>
        </message>
        <message>
            <source>Co&amp;py the address</source>
            <translation>Co&amp;py the address</translation>
        </message>
        <message>
            <source>In {package}, open Apps &gt; API Settings and go through these four. Then check.</source>
            <translation>In {package}, open Apps &gt; API Settings and go through these four. Then check.</translation>
        </message>
        <message>
            <source>Linking…</source>
            <translation>Linking…</translation>
        </message>
        <message>
            <source>Looking at {package}. This can take up to 20 seconds.</source>
            <translation>Looking at {package}. This can take up to 20 seconds.</translation>
        </message>
        <message>
            <source>There was no clear answer. Check again in a while.</source>
            <translation>There was no clear answer. Check again in a while.</translation>
        </message>
        <message>
            <source>{package} does not let kfdesk in yet. Mend what is marked, then check again.</source>
            <translation>{package} does not let kfdesk in yet. Mend what is marked, then check again.</translation>
        </message>
        <message>
            <source>{package} lets kfdesk in. There is nothing to mend.</source>
            <translation>{package} lets kfdesk in. There is nothing to mend.</translation>
        </message>
        <message>
            <source>{package} lets kfdesk in. You can go on; one setting could be better.</source>
            <translation>{package} lets kfdesk in. You can go on; one setting could be better.</translation>
        </message>
    </context>
    <context>
        <name>AccessRow</name>
        <message>
            <source>cannot be seen from here</source>
            <translation>cannot be seen from here</translation>
        </message>
        <message>
            <source>mend this</source>
            <translation>mend this</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>ready</translation>
        </message>
    </context>
    <context>
        <name>BusyPanel</name>
        <message>
            <source>Progress</source>
            <translation>Progress</translation>
        </message>
    </context>
    <context>
        <name>Channels</name>
        <message>
            <source>&amp;Accept proposals</source>
            <translation>&amp;Accept proposals</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>&amp;New channel…</source>
            <translation>&amp;New channel…</translation>
        </message>
        <message>
            <source>&amp;Read again</source>
            <translation>&amp;Read again</translation>
        </message>
        <message>
            <source>0 %</source>
            <translation>0 %</translation>
        </message>
        <message>
            <source>20 %</source>
            <translation>20 %</translation>
        </message>
        <message>
            <source>5 %</source>
            <translation>5 %</translation>
        </message>
        <message>
            <source>A channel is a marketplace or shop that orders come from. kfdesk reads files of:</source>
            <translation>A channel is a marketplace or shop that orders come from. kfdesk reads files of:</translation>
        </message>
        <message>
            <source>Add SKU</source>
            <translation>Add SKU</translation>
        </message>
        <message>
            <source>Add a SKU</source>
            <translation>Add a SKU</translation>
        </message>
        <message>
            <source>Add channel</source>
            <translation>Add channel</translation>
        </message>
        <message>
            <source>Add {marketplace}</source>
            <translation>Add {marketplace}</translation>
        </message>
        <message>
            <source>As the file says</source>
            <translation>As the file says</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Channel name</source>
            <translation>Channel name</translation>
        </message>
        <message>
            <source>Day of despatch</source>
            <translation>Day of despatch</translation>
        </message>
        <message>
            <source>Day of order</source>
            <translation>Day of order</translation>
        </message>
        <message>
            <source>Day of payment</source>
            <translation>Day of payment</translation>
        </message>
        <message>
            <source>Despatched orders</source>
            <translation>Despatched orders</translation>
        </message>
        <message>
            <source>Drop an order file, or add a channel</source>
            <translation>Drop an order file, or add a channel</translation>
        </message>
        <message>
            <source>Enter payments for those too. Have your accountant look at the first one.</source>
            <translation>Enter payments for those too. Have your accountant look at the first one.</translation>
        </message>
        <message>
            <source>Enter the payment on each paid invoice, with the method and account above.</source>
            <translation>Enter the payment on each paid invoice, with the method and account above.</translation>
        </message>
        <message>
            <source>Export orders in other currencies, at the rate that KashFlow has.</source>
            <translation>Export orders in other currencies, at the rate that KashFlow has.</translation>
        </message>
        <message>
            <source>Goods whose SKU begins like this have a rate of their own.</source>
            <translation>Goods whose SKU begins like this have a rate of their own.</translation>
        </message>
        <message>
            <source>How invoices of this channel were paid.</source>
            <translation>How invoices of this channel were paid.</translation>
        </message>
        <message>
            <source>Invoices keep “{stamp}”, the channel's first name: by it kfdesk knows them again.</source>
            <translation>Invoices keep “{stamp}”, the channel's first name: by it kfdesk knows them again.</translation>
        </message>
        <message>
            <source>Its &amp;files come from</source>
            <translation>Its &amp;files come from</translation>
        </message>
        <message>
            <source>Its files come from</source>
            <translation>Its files come from</translation>
        </message>
        <message>
            <source>KashFlow's lists were not read yet</source>
            <translation>KashFlow's lists were not read yet</translation>
        </message>
        <message>
            <source>KashFlow's lists: read just now</source>
            <translation>KashFlow's lists: read just now</translation>
        </message>
        <message>
            <source>KashFlow's lists: read on {day}</source>
            <translation>KashFlow's lists: read on {day}</translation>
        </message>
        <message>
            <source>KashFlow's lists: read {n} h ago</source>
            <translation>KashFlow's lists: read {n} h ago</translation>
        </message>
        <message>
            <source>KashFlow's lists: read {n} min ago</source>
            <translation>KashFlow's lists: read {n} min ago</translation>
        </message>
        <message>
            <source>Leave out older orders</source>
            <translation>Leave out older orders</translation>
        </message>
        <message>
            <source>Leave out what is older than</source>
            <translation>Leave out what is older than</translation>
        </message>
        <message>
            <source>Link one under Settings, New Integration; then its channels stand here.</source>
            <translation>Link one under Settings, New Integration; then its channels stand here.</translation>
        </message>
        <message>
            <source>Looking at the channel's orders again: {done} of {total}</source>
            <translation>Looking at the channel's orders again: {done} of {total}</translation>
        </message>
        <message>
            <source>More &amp;settings</source>
            <translation>More &amp;settings</translation>
        </message>
        <message>
            <source>More settings</source>
            <translation>More settings</translation>
        </message>
        <message>
            <source>More settings of {channel}</source>
            <translation>More settings of {channel}</translation>
        </message>
        <message>
            <source>More settings of {channel}. What you choose is set for all {n} selected channels.</source>
            <translation>More settings of {channel}. What you choose is set for all {n} selected channels.</translation>
        </message>
        <message>
            <source>No VAT</source>
            <translation>No VAT</translation>
        </message>
        <message>
            <source>No channel chosen</source>
            <translation>No channel chosen</translation>
        </message>
        <message>
            <source>No company is linked yet</source>
            <translation>No company is linked yet</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Not changed: {why}</source>
            <translation>Not changed: {why}</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Off</translation>
        </message>
        <message>
            <source>On</source>
            <translation>On</translation>
        </message>
        <message>
            <source>On: orders of this channel are exported.</source>
            <translation>On: orders of this channel are exported.</translation>
        </message>
        <message>
            <source>One for each buyer</source>
            <translation>One for each buyer</translation>
        </message>
        <message>
            <source>One for the channel</source>
            <translation>One for the channel</translation>
        </message>
        <message>
            <source>Orders dated before this day are left out: they were posted some other way.</source>
            <translation>Orders dated before this day are left out: they were posted some other way.</translation>
        </message>
        <message>
            <source>Paid orders</source>
            <translation>Paid orders</translation>
        </message>
        <message>
            <source>Read sources, methods, accounts and sales types from KashFlow again</source>
            <translation>Read sources, methods, accounts and sales types from KashFlow again</translation>
        </message>
        <message>
            <source>Reading KashFlow's lists…</source>
            <translation>Reading KashFlow's lists…</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Redo</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>Remove the SKU</source>
            <translation>Remove the SKU</translation>
        </message>
        <message>
            <source>Rena&amp;me…</source>
            <translation>Rena&amp;me…</translation>
        </message>
        <message>
            <source>Rename channel</source>
            <translation>Rename channel</translation>
        </message>
        <message>
            <source>SKU begins with</source>
            <translation>SKU begins with</translation>
        </message>
        <message>
            <source>Settings of each channel</source>
            <translation>Settings of each channel</translation>
        </message>
        <message>
            <source>Stop and ask</source>
            <translation>Stop and ask</translation>
        </message>
        <message>
            <source>Take what kfdesk proposed by name for the selected channels</source>
            <translation>Take what kfdesk proposed by name for the selected channels</translation>
        </message>
        <message>
            <source>The VAT rate of goods. Sales abroad are 0 % whatever is chosen here.</source>
            <translation>The VAT rate of goods. Sales abroad are 0 % whatever is chosen here.</translation>
        </message>
        <message>
            <source>The account in KashFlow that the money lands in.</source>
            <translation>The account in KashFlow that the money lands in.</translation>
        </message>
        <message>
            <source>The date on the invoice. An order without it waits.</source>
            <translation>The date on the invoice. An order without it waits.</translation>
        </message>
        <message>
            <source>The heading for postage. While it is none, postage goes under Sales Type.</source>
            <translation>The heading for postage. While it is none, postage goes under Sales Type.</translation>
        </message>
        <message>
            <source>The heading in KashFlow that goods are booked under. Needed before an export.</source>
            <translation>The heading in KashFlow that goods are booked under. Needed before an export.</translation>
        </message>
        <message>
            <source>The rate is a number between 0 and 100.</source>
            <translation>The rate is a number between 0 and 100.</translation>
        </message>
        <message>
            <source>This name goes on the channel's invoices for good: by it kfdesk knows them again.</source>
            <translation>This name goes on the channel's invoices for good: by it kfdesk knows them again.</translation>
        </message>
        <message>
            <source>Told by its first file</source>
            <translation>Told by its first file</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>VAT %</source>
            <translation>VAT %</translation>
        </message>
        <message>
            <source>VAT by SKU</source>
            <translation>VAT by SKU</translation>
        </message>
        <message>
            <source>What to take for an order whose file does not say the VAT rate.</source>
            <translation>What to take for an order whose file does not say the VAT rate.</translation>
        </message>
        <message>
            <source>When an order is exported: as soon as it is paid, or once it is despatched.</source>
            <translation>When an order is exported: as soon as it is paid, or once it is despatched.</translation>
        </message>
        <message>
            <source>Where KashFlow says that customers came from. Set on new customers only.</source>
            <translation>Where KashFlow says that customers came from. Set on new customers only.</translation>
        </message>
        <message>
            <source>Whom invoices are made out to: each buyer, or one customer named like the channel.</source>
            <translation>Whom invoices are made out to: each buyer, or one customer named like the channel.</translation>
        </message>
        <message>
            <source>change of {settings}</source>
            <translation>change of {settings}</translation>
        </message>
        <message>
            <source>{channel}, {setting}: {value}</source>
            <translation>{channel}, {setting}: {value}</translation>
        </message>
        <message>
            <source>{name} (no longer in KashFlow)</source>
            <translation>{name} (no longer in KashFlow)</translation>
        </message>
        <message>
            <source>{name}, proposed</source>
            <translation>{name}, proposed</translation>
        </message>
        <message>
            <source>{n} channels selected: what you choose is set for all of them.</source>
            <translation>{n} channels selected: what you choose is set for all of them.</translation>
        </message>
        <message>
            <source>{setting} is missing</source>
            <translation>{setting} is missing</translation>
        </message>
        <message>
            <source>{setting} is no longer in KashFlow</source>
            <translation>{setting} is no longer in KashFlow</translation>
        </message>
        <message>
            <source>{setting}: proposed</source>
            <translation>{setting}: proposed</translation>
        </message>
        <message>
            <source>{value}, being saved</source>
            <translation>{value}, being saved</translation>
        </message>
    </context>
    <context>
        <name>CredentialsPage</name>
        <message>
            <source>&amp;Go on without checking</source>
            <translation>&amp;Go on without checking</translation>
        </message>
        <message>
            <source>&amp;Password:</source>
            <translation>&amp;Password:</translation>
        </message>
        <message>
            <source>&amp;Show the password</source>
            <translation>&amp;Show the password</translation>
        </message>
        <message>
            <source>&amp;Try again</source>
            <translation>&amp;Try again</translation>
        </message>
        <message>
            <source>&amp;User name:</source>
            <translation>&amp;User name:</translation>
        </message>
        <message>
            <source>Ad&amp;vanced</source>
            <translation>Ad&amp;vanced</translation>
        </message>
        <message>
            <source>As it is kept</source>
            <translation>As it is kept</translation>
        </message>
        <message>
            <source>If KashFlow has a separate API password for you (Apps &gt; API Settings), enter that one, not the one you log in with.</source>
            <translation>If KashFlow has a separate API password for you (Apps &gt; API Settings), enter that one, not the one you log in with.</translation>
        </message>
        <message>
            <source>Looking at {package}. This can take up to 20 seconds.</source>
            <translation>Looking at {package}. This can take up to 20 seconds.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>Service &amp;address:</source>
            <translation>Service &amp;address:</translation>
        </message>
        <message>
            <source>Service address</source>
            <translation>Service address</translation>
        </message>
        <message>
            <source>The login is looked at before anything is changed; settings and orders stay.</source>
            <translation>The login is looked at before anything is changed; settings and orders stay.</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>User name</translation>
        </message>
        <message>
            <source>What kfdesk logs in with. Next takes a look, and changes nothing there.</source>
            <translation>What kfdesk logs in with. Next takes a look, and changes nothing there.</translation>
        </message>
        <message>
            <source>{package} Integration details</source>
            <translation>{package} Integration details</translation>
        </message>
    </context>
    <context>
        <name>EmptyPanel</name>
        <message>
            <source>Next step</source>
            <translation>Next step</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>Buyer</source>
            <translation>Buyer</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>Credit note</source>
            <translation>Credit note</translation>
        </message>
        <message>
            <source>Credit notes</source>
            <translation>Credit notes</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Document</translation>
        </message>
        <message>
            <source>Export to {company}</source>
            <translation>Export to {company}</translation>
        </message>
        <message>
            <source>Export {what}, to {company}</source>
            <translation>Export {what}, to {company}</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Invoice</translation>
        </message>
        <message>
            <source>Left over, and why</source>
            <translation>Left over, and why</translation>
        </message>
        <message>
            <source>Look again in KashFlow: {orders}</source>
            <translation>Look again in KashFlow: {orders}</translation>
        </message>
        <message>
            <source>Net</source>
            <translation>Net</translation>
        </message>
        <message>
            <source>No invoice was posted</source>
            <translation>No invoice was posted</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Nothing is ready: every order is exported already.</source>
            <translation>Nothing is ready: every order is exported already.</translation>
        </message>
        <message>
            <source>Nothing is ready: {orders} left over, for the reasons above.</source>
            <translation>Nothing is ready: {orders} left over, for the reasons above.</translation>
        </message>
        <message>
            <source>Nothing is sent meanwhile. kfdesk asks again by itself, and goes on where it was as soon as it gets an answer. You can also stop here; the next export goes on safely.</source>
            <translation>Nothing is sent meanwhile. kfdesk asks again by itself, and goes on where it was as soon as it gets an answer. You can also stop here; the next export goes on safely.</translation>
        </message>
        <message>
            <source>Nothing posted so far</source>
            <translation>Nothing posted so far</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Payment</translation>
        </message>
        <message>
            <source>Posted so far: {sums}</source>
            <translation>Posted so far: {sums}</translation>
        </message>
        <message>
            <source>Posted: {what}</source>
            <translation>Posted: {what}</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>VAT</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Why</translation>
        </message>
        <message>
            <source>You stopped the export. What was posted stands; the rest is sent by the next export.</source>
            <translation>You stopped the export. What was posted stands; the rest is sent by the next export.</translation>
        </message>
        <message>
            <source>{count} posted, {sums}</source>
            <translation>{count} posted, {sums}</translation>
        </message>
        <message>
            <source>{count}, {sums}</source>
            <translation>{count}, {sums}</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} of {total}</translation>
        </message>
        <message>
            <source>{first}, and {last}</source>
            <translation>{first}, and {last}</translation>
        </message>
        <message>
            <source>{n} a minute</source>
            <translation>{n} a minute</translation>
        </message>
        <message>
            <source>{n} credit note</source>
            <translation>{n} credit note</translation>
        </message>
        <message>
            <source>{n} credit note is in doubt. The next export looks in KashFlow before it sends again.</source>
            <translation>{n} credit note is in doubt. The next export looks in KashFlow before it sends again.</translation>
        </message>
        <message>
            <source>{n} credit note is ready now: preview again to post it.</source>
            <translation>{n} credit note is ready now: preview again to post it.</translation>
        </message>
        <message>
            <source>{n} credit note needs attention.</source>
            <translation>{n} credit note needs attention.</translation>
        </message>
        <message>
            <source>{n} credit note was in KashFlow already and was taken over.</source>
            <translation>{n} credit note was in KashFlow already and was taken over.</translation>
        </message>
        <message>
            <source>{n} credit notes</source>
            <translation>{n} credit notes</translation>
        </message>
        <message>
            <source>{n} credit notes are in doubt. The next export looks in KashFlow before it sends again.</source>
            <translation>{n} credit notes are in doubt. The next export looks in KashFlow before it sends again.</translation>
        </message>
        <message>
            <source>{n} credit notes are ready now: preview again to post them.</source>
            <translation>{n} credit notes are ready now: preview again to post them.</translation>
        </message>
        <message>
            <source>{n} credit notes need attention.</source>
            <translation>{n} credit notes need attention.</translation>
        </message>
        <message>
            <source>{n} credit notes were in KashFlow already and were taken over.</source>
            <translation>{n} credit notes were in KashFlow already and were taken over.</translation>
        </message>
        <message>
            <source>{n} invoice</source>
            <translation>{n} invoice</translation>
        </message>
        <message>
            <source>{n} invoices</source>
            <translation>{n} invoices</translation>
        </message>
        <message>
            <source>{n} order is in doubt. The next export looks in KashFlow before it sends anything again.</source>
            <translation>{n} order is in doubt. The next export looks in KashFlow before it sends anything again.</translation>
        </message>
        <message>
            <source>{n} order is left out.</source>
            <translation>{n} order is left out.</translation>
        </message>
        <message>
            <source>{n} order needs attention.</source>
            <translation>{n} order needs attention.</translation>
        </message>
        <message>
            <source>{n} order waits.</source>
            <translation>{n} order waits.</translation>
        </message>
        <message>
            <source>{n} order was in KashFlow already: its invoice was found and taken over.</source>
            <translation>{n} order was in KashFlow already: its invoice was found and taken over.</translation>
        </message>
        <message>
            <source>{n} orders are in doubt. The next export looks in KashFlow before it sends anything again.</source>
            <translation>{n} orders are in doubt. The next export looks in KashFlow before it sends anything again.</translation>
        </message>
        <message>
            <source>{n} orders are left out.</source>
            <translation>{n} orders are left out.</translation>
        </message>
        <message>
            <source>{n} orders need attention.</source>
            <translation>{n} orders need attention.</translation>
        </message>
        <message>
            <source>{n} orders wait.</source>
            <translation>{n} orders wait.</translation>
        </message>
        <message>
            <source>{n} orders were in KashFlow already: their invoices were found and taken over.</source>
            <translation>{n} orders were in KashFlow already: their invoices were found and taken over.</translation>
        </message>
        <message>
            <source>{n} payment</source>
            <translation>{n} payment</translation>
        </message>
        <message>
            <source>{n} payments</source>
            <translation>{n} payments</translation>
        </message>
        <message>
            <source>{n}: {cause}</source>
            <translation>{n}: {cause}</translation>
        </message>
        <message>
            <source>{n}: {sums}</source>
            <translation>{n}: {sums}</translation>
        </message>
        <message>
            <source>{order}, credit note {stamp}</source>
            <translation>{order}, credit note {stamp}</translation>
        </message>
        <message>
            <source>{order}, payment</source>
            <translation>{order}, payment</translation>
        </message>
    </context>
    <context>
        <name>ExportPage</name>
        <message>
            <source>The preview could not be worked out</source>
            <translation>The preview could not be worked out</translation>
        </message>
    </context>
    <context>
        <name>FailurePanel</name>
        <message>
            <source>What failed</source>
            <translation>What failed</translation>
        </message>
        <message>
            <source>What it means</source>
            <translation>What it means</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>What to do</translation>
        </message>
    </context>
    <context>
        <name>Figures</name>
        <message>
            <source>about {hours} h {minutes:02d} min left</source>
            <translation>about {hours} h {minutes:02d} min left</translation>
        </message>
        <message>
            <source>about {n} minute left</source>
            <translation>about {n} minute left</translation>
        </message>
        <message>
            <source>about {n} minutes left</source>
            <translation>about {n} minutes left</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>less than a minute left</translation>
        </message>
    </context>
    <context>
        <name>FolderPage</name>
        <message>
            <source>&amp;Choose…</source>
            <translation>&amp;Choose…</translation>
        </message>
        <message>
            <source>&amp;Folder:</source>
            <translation>&amp;Folder:</translation>
        </message>
        <message>
            <source>C&amp;hannel:</source>
            <translation>C&amp;hannel:</translation>
        </message>
        <message>
            <source>C&amp;ompany:</source>
            <translation>C&amp;ompany:</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>Choose the folder</source>
            <translation>Choose the folder</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Company</translation>
        </message>
        <message>
            <source>Each new order file is read once, when it is complete. Nothing in the folder is moved, renamed or deleted, and nothing is exported by itself.</source>
            <translation>Each new order file is read once, when it is complete. Nothing in the folder is moved, renamed or deleted, and nothing is exported by itself.</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>Found for each file</source>
            <translation>Found for each file</translation>
        </message>
        <message>
            <source>Looking into the folder…</source>
            <translation>Looking into the folder…</translation>
        </message>
        <message>
            <source>Watched folder</source>
            <translation>Watched folder</translation>
        </message>
        <message>
            <source>Which folder do your order files come into?</source>
            <translation>Which folder do your order files come into?</translation>
        </message>
    </context>
    <context>
        <name>Glance</name>
        <message>
            <source>&amp;Exported by channel and month</source>
            <translation>&amp;Exported by channel and month</translation>
        </message>
        <message>
            <source>Currency of the chart</source>
            <translation>Currency of the chart</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Exported</translation>
        </message>
        <message>
            <source>Exports are listed in History.</source>
            <translation>Exports are listed in History.</translation>
        </message>
        <message>
            <source>Last export: {moment}, {invoices}.</source>
            <translation>Last export: {moment}, {invoices}.</translation>
        </message>
        <message>
            <source>Needs &amp;attention</source>
            <translation>Needs &amp;attention</translation>
        </message>
        <message>
            <source>Nothing is ready</source>
            <translation>Nothing is ready</translation>
        </message>
        <message>
            <source>Nothing yet</source>
            <translation>Nothing yet</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Ready</translation>
        </message>
        <message>
            <source>See &amp;History</source>
            <translation>See &amp;History</translation>
        </message>
        <message>
            <source>What needs attention</source>
            <translation>What needs attention</translation>
        </message>
        <message>
            <source>{invoices} less {notes}, {sums}</source>
            <translation>{invoices} less {notes}, {sums}</translation>
        </message>
        <message>
            <source>{invoices}, and {notes}</source>
            <translation>{invoices}, and {notes}</translation>
        </message>
        <message>
            <source>{invoices}, {sums}</source>
            <translation>{invoices}, {sums}</translation>
        </message>
        <message>
            <source>{notes}, {sums}</source>
            <translation>{notes}, {sums}</translation>
        </message>
        <message>
            <source>{n} credit note</source>
            <translation>{n} credit note</translation>
        </message>
        <message>
            <source>{n} credit notes</source>
            <translation>{n} credit notes</translation>
        </message>
        <message>
            <source>{n} invoice</source>
            <translation>{n} invoice</translation>
        </message>
        <message>
            <source>{n} invoices</source>
            <translation>{n} invoices</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>Already there</source>
            <translation>Already there</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>Credit note</source>
            <translation>Credit note</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Document</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Ended</translation>
        </message>
        <message>
            <source>Export a&amp;gain</source>
            <translation>Export a&amp;gain</translation>
        </message>
        <message>
            <source>Export {n} order a&amp;gain</source>
            <translation>Export {n} order a&amp;gain</translation>
        </message>
        <message>
            <source>Export {n} orders a&amp;gain</source>
            <translation>Export {n} orders a&amp;gain</translation>
        </message>
        <message>
            <source>Export, run {id}</source>
            <translation>Export, run {id}</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Exported</translation>
        </message>
        <message>
            <source>Found in KashFlow. {state}</source>
            <translation>Found in KashFlow. {state}</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>In doubt</source>
            <translation>In doubt</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Invoice</translation>
        </message>
        <message>
            <source>KashFlow number</source>
            <translation>KashFlow number</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Needs attention</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Not ended, or cut off</source>
            <translation>Not ended, or cut off</translation>
        </message>
        <message>
            <source>Nothing that this run sent stands in KashFlow any more.</source>
            <translation>Nothing that this run sent stands in KashFlow any more.</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Profile</translation>
        </message>
        <message>
            <source>Run {id}</source>
            <translation>Run {id}</translation>
        </message>
        <message>
            <source>Says first what would be deleted and what gets a credit note.</source>
            <translation>Says first what would be deleted and what gets a credit note.</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Started</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Sum</source>
            <translation>Sum</translation>
        </message>
        <message>
            <source>They cannot go again: another invoice of theirs stands in KashFlow.</source>
            <translation>They cannot go again: another invoice of theirs stands in KashFlow.</translation>
        </message>
        <message>
            <source>This run is an undo itself. To have its orders in KashFlow again, export them again.</source>
            <translation>This run is an undo itself. To have its orders in KashFlow again, export them again.</translation>
        </message>
        <message>
            <source>Undo of run {id}</source>
            <translation>Undo of run {id}</translation>
        </message>
        <message>
            <source>What</source>
            <translation>What</translation>
        </message>
        <message>
            <source>{invoices}, {credit_notes}</source>
            <translation>{invoices}, {credit_notes}</translation>
        </message>
        <message>
            <source>{n} &amp;invoice</source>
            <translation>{n} &amp;invoice</translation>
        </message>
        <message>
            <source>{n} &amp;invoice of this run</source>
            <translation>{n} &amp;invoice of this run</translation>
        </message>
        <message>
            <source>{n} &amp;invoices</source>
            <translation>{n} &amp;invoices</translation>
        </message>
        <message>
            <source>{n} &amp;invoices of this run</source>
            <translation>{n} &amp;invoices of this run</translation>
        </message>
        <message>
            <source>{n} credit note of this run</source>
            <translation>{n} credit note of this run</translation>
        </message>
        <message>
            <source>{n} credit notes of this run</source>
            <translation>{n} credit notes of this run</translation>
        </message>
        <message>
            <source>{n} order goes with the next export.</source>
            <translation>{n} order goes with the next export.</translation>
        </message>
        <message>
            <source>{n} orders go with the next export.</source>
            <translation>{n} orders go with the next export.</translation>
        </message>
        <message>
            <source>{order}, credit note {id}</source>
            <translation>{order}, credit note {id}</translation>
        </message>
        <message>
            <source>{state}, {moment}</source>
            <translation>{state}, {moment}</translation>
        </message>
        <message>
            <source>{text} The others cannot: another invoice of theirs stands in KashFlow.</source>
            <translation>{text} The others cannot: another invoice of theirs stands in KashFlow.</translation>
        </message>
    </context>
    <context>
        <name>HistoryPage</name>
        <message>
            <source>&amp;Undo…</source>
            <translation>&amp;Undo…</translation>
        </message>
        <message>
            <source>Each export is listed here with its invoices and their KashFlow numbers.</source>
            <translation>Each export is listed here with its invoices and their KashFlow numbers.</translation>
        </message>
        <message>
            <source>Export &amp;runs</source>
            <translation>Export &amp;runs</translation>
        </message>
        <message>
            <source>Export a&amp;gain</source>
            <translation>Export a&amp;gain</translation>
        </message>
        <message>
            <source>Export again</source>
            <translation>Export again</translation>
        </message>
        <message>
            <source>Export runs</source>
            <translation>Export runs</translation>
        </message>
        <message>
            <source>Go to &amp;Export</source>
            <translation>Go to &amp;Export</translation>
        </message>
        <message>
            <source>Nothing was exported yet</source>
            <translation>Nothing was exported yet</translation>
        </message>
        <message>
            <source>Open in &amp;KashFlow</source>
            <translation>Open in &amp;KashFlow</translation>
        </message>
        <message>
            <source>What the run posted</source>
            <translation>What the run posted</translation>
        </message>
    </context>
    <context>
        <name>IntegrationBar</name>
        <message>
            <source>&amp;Edit…</source>
            <translation>&amp;Edit…</translation>
        </message>
        <message>
            <source>&amp;New Integration</source>
            <translation>&amp;New Integration</translation>
        </message>
        <message>
            <source>&amp;Pause</source>
            <translation>&amp;Pause</translation>
        </message>
        <message>
            <source>&amp;Remove…</source>
            <translation>&amp;Remove…</translation>
        </message>
        <message>
            <source>&amp;Resume</source>
            <translation>&amp;Resume</translation>
        </message>
        <message>
            <source>&amp;Test</source>
            <translation>&amp;Test</translation>
        </message>
        <message>
            <source>&amp;VAT Filed…</source>
            <translation>&amp;VAT Filed…</translation>
        </message>
        <message>
            <source>A paused integration is not offered and not checked. Nothing of it is forgotten.</source>
            <translation>A paused integration is not offered and not checked. Nothing of it is forgotten.</translation>
        </message>
        <message>
            <source>It is not linked yet: Edit goes on where you stopped.</source>
            <translation>It is not linked yet: Edit goes on where you stopped.</translation>
        </message>
        <message>
            <source>It is paused: resume it first.</source>
            <translation>It is paused: resume it first.</translation>
        </message>
        <message>
            <source>Looks at it with the login that is kept, and reads its lists again.</source>
            <translation>Looks at it with the login that is kept, and reads its lists again.</translation>
        </message>
        <message>
            <source>Up to when VAT is filed is kept for a company that is linked.</source>
            <translation>Up to when VAT is filed is kept for a company that is linked.</translation>
        </message>
    </context>
    <context>
        <name>IntegrationManagerPage</name>
        <message>
            <source>&amp;Remove</source>
            <translation>&amp;Remove</translation>
        </message>
        <message>
            <source>&amp;Stop looking</source>
            <translation>&amp;Stop looking</translation>
        </message>
        <message>
            <source>At the last look: {failure}</source>
            <translation>At the last look: {failure}</translation>
        </message>
        <message>
            <source>Integration Manager</source>
            <translation>Integration Manager</translation>
        </message>
        <message>
            <source>Integrations</source>
            <translation>Integrations</translation>
        </message>
        <message>
            <source>Its profile name and its user name are forgotten. Nothing else hangs on it.</source>
            <translation>Its profile name and its user name are forgotten. Nothing else hangs on it.</translation>
        </message>
        <message>
            <source>Keeping it, and looking at the orders again…</source>
            <translation>Keeping it, and looking at the orders again…</translation>
        </message>
        <message>
            <source>Looking at {profile}. This can take up to 20 seconds.</source>
            <translation>Looking at {profile}. This can take up to 20 seconds.</translation>
        </message>
        <message>
            <source>Looking into {folder}…</source>
            <translation>Looking into {folder}…</translation>
        </message>
        <message>
            <source>New Integration links your KashFlow company in a few steps. To try kfdesk without one, choose the practice company there: nothing in it reaches KashFlow.</source>
            <translation>New Integration links your KashFlow company in a few steps. To try kfdesk without one, choose the practice company there: nothing in it reaches KashFlow.</translation>
        </message>
        <message>
            <source>Nothing is linked yet</source>
            <translation>Nothing is linked yet</translation>
        </message>
        <message>
            <source>Remove {profile}?</source>
            <translation>Remove {profile}?</translation>
        </message>
        <message>
            <source>Removing…</source>
            <translation>Removing…</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Saving…</translation>
        </message>
        <message>
            <source>The folder can be looked into.</source>
            <translation>The folder can be looked into.</translation>
        </message>
        <message>
            <source>The folder is no longer watched. Its files, and the orders read, stay.</source>
            <translation>The folder is no longer watched. Its files, and the orders read, stay.</translation>
        </message>
        <message>
            <source>The profile and its password are forgotten. The channels, orders, settings and history of {company} stay in the book, and are there again when it is linked again. Nothing in KashFlow is changed.</source>
            <translation>The profile and its password are forgotten. The channels, orders, settings and history of {company} stay in the book, and are there again when it is linked again. Nothing in KashFlow is changed.</translation>
        </message>
        <message>
            <source>{company} answers. Its lists were read again.</source>
            <translation>{company} answers. Its lists were read again.</translation>
        </message>
    </context>
    <context>
        <name>IntegrationRows</name>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>Last checked</source>
            <translation>Last checked</translation>
        </message>
        <message>
            <source>Package</source>
            <translation>Package</translation>
        </message>
        <message>
            <source>Profile name</source>
            <translation>Profile name</translation>
        </message>
        <message>
            <source>Sales channel</source>
            <translation>Sales channel</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>last looked {moment}</source>
            <translation>last looked {moment}</translation>
        </message>
        <message>
            <source>never</source>
            <translation>never</translation>
        </message>
        <message>
            <source>{n} file waits</source>
            <translation>{n} file waits</translation>
        </message>
        <message>
            <source>{n} files wait</source>
            <translation>{n} files wait</translation>
        </message>
        <message>
            <source>{n} more file waits.</source>
            <translation>{n} more file waits.</translation>
        </message>
        <message>
            <source>{n} more files wait.</source>
            <translation>{n} more files wait.</translation>
        </message>
        <message>
            <source>{state}; {waiting}</source>
            <translation>{state}; {waiting}</translation>
        </message>
    </context>
    <context>
        <name>InvoiceText</name>
        <message>
            <source>Before it is sent, KashFlow is asked how the invoice was paid. If that is not clear, the credit note is posted and stays open, and kfdesk says so.</source>
            <translation>Before it is sent, KashFlow is asked how the invoice was paid. If that is not clear, the credit note is posted and stays open, and kfdesk says so.</translation>
        </message>
        <message>
            <source>Before it is sent, KashFlow is asked whether somebody entered it already.</source>
            <translation>Before it is sent, KashFlow is asked whether somebody entered it already.</translation>
        </message>
        <message>
            <source>Code {code}</source>
            <translation>Code {code}</translation>
        </message>
        <message>
            <source>Credit note “{stamp}”</source>
            <translation>Credit note “{stamp}”</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Customer</translation>
        </message>
        <message>
            <source>Customer Source: {source}</source>
            <translation>Customer Source: {source}</translation>
        </message>
        <message>
            <source>Dated {day}, due {due}</source>
            <translation>Dated {day}, due {due}</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>How the money goes back</source>
            <translation>How the money goes back</translation>
        </message>
        <message>
            <source>Invoice “{stamp}”</source>
            <translation>Invoice “{stamp}”</translation>
        </message>
        <message>
            <source>It is set against the invoice, on which nothing was paid.</source>
            <translation>It is set against the invoice, on which nothing was paid.</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Line</translation>
        </message>
        <message>
            <source>Net</source>
            <translation>Net</translation>
        </message>
        <message>
            <source>No payment is recorded.</source>
            <translation>No payment is recorded.</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Payment</translation>
        </message>
        <message>
            <source>Payment for invoice {number}, “{stamp}”</source>
            <translation>Payment for invoice {number}, “{stamp}”</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>Together</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>VAT</translation>
        </message>
        <message>
            <source>VAT number {number}</source>
            <translation>VAT number {number}</translation>
        </message>
        <message>
            <source>VAT {rate} %</source>
            <translation>VAT {rate} %</translation>
        </message>
        <message>
            <source>Why this VAT</source>
            <translation>Why this VAT</translation>
        </message>
        <message>
            <source>no VAT</source>
            <translation>no VAT</translation>
        </message>
        <message>
            <source>{amount} on {day}, {method}, into {account}</source>
            <translation>{amount} on {day}, {method}, into {account}</translation>
        </message>
        <message>
            <source>{amount} on {day}, {method}, out of {account}</source>
            <translation>{amount} on {day}, {method}, out of {account}</translation>
        </message>
        <message>
            <source>{quantity} × {rate} net</source>
            <translation>{quantity} × {rate} net</translation>
        </message>
    </context>
    <context>
        <name>LinkWizard</name>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Back</translation>
        </message>
        <message>
            <source>&amp;Finish</source>
            <translation>&amp;Finish</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>&amp;Next</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Edit {profile}</source>
            <translation>Edit {profile}</translation>
        </message>
        <message>
            <source>New Integration</source>
            <translation>New Integration</translation>
        </message>
    </context>
    <context>
        <name>LinkedPage</name>
        <message numerus="yes">
            <source>%n bank account(s)</source>
            <translation>
                <numerusform>%n bank account</numerusform>
                <numerusform>%n bank accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n customer source(s)</source>
            <translation>
                <numerusform>%n customer source</numerusform>
                <numerusform>%n customer sources</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n order(s)</source>
            <translation>
                <numerusform>%n order</numerusform>
                <numerusform>%n orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payment method(s)</source>
            <translation>
                <numerusform>%n payment method</numerusform>
                <numerusform>%n payment methods</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sales type(s)</source>
            <translation>
                <numerusform>%n sales type</numerusform>
                <numerusform>%n sales types</numerusform>
            </translation>
        </message>
        <message>
            <source>It shares this company's channels, orders and settings with: {profiles}.</source>
            <translation>It shares this company's channels, orders and settings with: {profiles}.</translation>
        </message>
        <message>
            <source>Its profile name here is {profile}.</source>
            <translation>Its profile name here is {profile}.</translation>
        </message>
        <message>
            <source>Linked</source>
            <translation>Linked</translation>
        </message>
        <message>
            <source>Next come the KashFlow Settings: what each of your channels is booked to.</source>
            <translation>Next come the KashFlow Settings: what each of your channels is booked to.</translation>
        </message>
        <message>
            <source>Read from it:</source>
            <translation>Read from it:</translation>
        </message>
        <message>
            <source>The company is now linked.</source>
            <translation>The company is now linked.</translation>
        </message>
        <message>
            <source>The password is kept in {place}.</source>
            <translation>The password is kept in {place}.</translation>
        </message>
        <message>
            <source>VAT rates: {rates}</source>
            <translation>VAT rates: {rates}</translation>
        </message>
        <message>
            <source>What waited for the first company is its own now: {channels}, with {orders}.</source>
            <translation>What waited for the first company is its own now: {channels}, with {orders}.</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <source>{company} (VAT number {number})</source>
            <translation>{company} (VAT number {number})</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>&amp;About kfdesk</source>
            <translation>&amp;About kfdesk</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;File</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>&amp;Go</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Help</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Quit</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>&amp;Settings</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>&amp;Settings…</translation>
        </message>
        <message>
            <source>Company in use</source>
            <translation>Company in use</translation>
        </message>
        <message>
            <source>Integrations: which companies are linked</source>
            <translation>Integrations: which companies are linked</translation>
        </message>
        <message>
            <source>Linked as {profile}, last checked {checked}</source>
            <translation>Linked as {profile}, last checked {checked}</translation>
        </message>
        <message>
            <source>No company is linked yet</source>
            <translation>No company is linked yet</translation>
        </message>
        <message>
            <source>Orders from your channels become invoices in KashFlow, once and only once.

kfdesk is a program of its own. It is not made by KashFlow.</source>
            <translation>Orders from your channels become invoices in KashFlow, once and only once.

kfdesk is a program of its own. It is not made by KashFlow.</translation>
        </message>
        <message>
            <source>Practice company: nothing here reaches KashFlow</source>
            <translation>Practice company: nothing here reaches KashFlow</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Stopping at the next safe point, then closing…</source>
            <translation>Stopping at the next safe point, then closing…</translation>
        </message>
        <message>
            <source>kfdesk {version}</source>
            <translation>kfdesk {version}</translation>
        </message>
        <message>
            <source>never</source>
            <translation>never</translation>
        </message>
    </context>
    <context>
        <name>Mapping</name>
        <message>
            <source>&amp;Dates</source>
            <translation>&amp;Dates</translation>
        </message>
        <message>
            <source>&amp;Import these orders</source>
            <translation>&amp;Import these orders</translation>
        </message>
        <message>
            <source>&amp;Prices</source>
            <translation>&amp;Prices</translation>
        </message>
        <message>
            <source>&amp;Refunded when it is</source>
            <translation>&amp;Refunded when it is</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Address</translation>
        </message>
        <message>
            <source>Address, second line</source>
            <translation>Address, second line</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>Buyer</translation>
        </message>
        <message>
            <source>Buyer's company</source>
            <translation>Buyer's company</translation>
        </message>
        <message>
            <source>Buyer's last name</source>
            <translation>Buyer's last name</translation>
        </message>
        <message>
            <source>Buyer's name</source>
            <translation>Buyer's name</translation>
        </message>
        <message>
            <source>C&amp;urrency, where no column has it</source>
            <translation>C&amp;urrency, where no column has it</translation>
        </message>
        <message>
            <source>Ca&amp;ncelled when it is</source>
            <translation>Ca&amp;ncelled when it is</translation>
        </message>
        <message>
            <source>Cancelled when</source>
            <translation>Cancelled when</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>Column</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Country</translation>
        </message>
        <message>
            <source>County</source>
            <translation>County</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Currency</translation>
        </message>
        <message>
            <source>Dates</source>
            <translation>Dates</translation>
        </message>
        <message>
            <source>Decimal &amp;comma (12,34)</source>
            <translation>Decimal &amp;comma (12,34)</translation>
        </message>
        <message>
            <source>Delivery of the order</source>
            <translation>Delivery of the order</translation>
        </message>
        <message>
            <source>Delivery of the row</source>
            <translation>Delivery of the row</translation>
        </message>
        <message>
            <source>Despatched on</source>
            <translation>Despatched on</translation>
        </message>
        <message>
            <source>Discount on the order</source>
            <translation>Discount on the order</translation>
        </message>
        <message>
            <source>Discount on the row</source>
            <translation>Discount on the row</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>First cells</source>
            <translation>First cells</translation>
        </message>
        <message>
            <source>First rows of the file</source>
            <translation>First rows of the file</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>Item</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Lines</translation>
        </message>
        <message>
            <source>Meanings and columns</source>
            <translation>Meanings and columns</translation>
        </message>
        <message>
            <source>Not an &amp;order file</source>
            <translation>Not an &amp;order file</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>Order number</source>
            <translation>Order number</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Ordered</translation>
        </message>
        <message>
            <source>Ordered on</source>
            <translation>Ordered on</translation>
        </message>
        <message>
            <source>Orders it would make</source>
            <translation>Orders it would make</translation>
        </message>
        <message>
            <source>P&amp;aid when the status is</source>
            <translation>P&amp;aid when the status is</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>Paid by</source>
            <translation>Paid by</translation>
        </message>
        <message>
            <source>Paid on</source>
            <translation>Paid on</translation>
        </message>
        <message>
            <source>Paid when</source>
            <translation>Paid when</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>Postcode</translation>
        </message>
        <message>
            <source>Price of one</source>
            <translation>Price of one</translation>
        </message>
        <message>
            <source>Price of the row</source>
            <translation>Price of the row</translation>
        </message>
        <message>
            <source>Prices</source>
            <translation>Prices</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Quantity</translation>
        </message>
        <message>
            <source>Refunded when</source>
            <translation>Refunded when</translation>
        </message>
        <message>
            <source>Row {row}: {text}</source>
            <translation>Row {row}: {text}</translation>
        </message>
        <message>
            <source>SKU</source>
            <translation>SKU</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>The channel's own number</source>
            <translation>The channel's own number</translation>
        </message>
        <message>
            <source>The first {rest} There are more in the file.</source>
            <translation>The first {rest} There are more in the file.</translation>
        </message>
        <message>
            <source>The orders it would make are shown here.</source>
            <translation>The orders it would make are shown here.</translation>
        </message>
        <message>
            <source>To look at</source>
            <translation>To look at</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Total of the order</source>
            <translation>Total of the order</translation>
        </message>
        <message>
            <source>Town</source>
            <translation>Town</translation>
        </message>
        <message>
            <source>VAT of the order</source>
            <translation>VAT of the order</translation>
        </message>
        <message>
            <source>VAT of the row</source>
            <translation>VAT of the row</translation>
        </message>
        <message>
            <source>VAT rate</source>
            <translation>VAT rate</translation>
        </message>
        <message>
            <source>What do the columns mean?</source>
            <translation>What do the columns mean?</translation>
        </message>
        <message>
            <source>What is odd</source>
            <translation>What is odd</translation>
        </message>
        <message>
            <source>Where it comes &amp;from</source>
            <translation>Where it comes &amp;from</translation>
        </message>
        <message>
            <source>Where it comes from</source>
            <translation>Where it comes from</translation>
        </message>
        <message>
            <source>a price or a total is needed</source>
            <translation>a price or a total is needed</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelled</translation>
        </message>
        <message>
            <source>day first (03/04 is 3 April)</source>
            <translation>day first (03/04 is 3 April)</translation>
        </message>
        <message>
            <source>kfdesk does not know the columns of {file}. If these are orders, say what the columns mean: it is remembered for all files with these columns.</source>
            <translation>kfdesk does not know the columns of {file}. If these are orders, say what the columns mean: it is remembered for all files with these columns.</translation>
        </message>
        <message>
            <source>month first (03/04 is 4 March)</source>
            <translation>month first (03/04 is 4 March)</translation>
        </message>
        <message>
            <source>needed</source>
            <translation>needed</translation>
        </message>
        <message>
            <source>no date</source>
            <translation>no date</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <source>none ({needed})</source>
            <translation>none ({needed})</translation>
        </message>
        <message>
            <source>not paid</source>
            <translation>not paid</translation>
        </message>
        <message>
            <source>one date is needed</source>
            <translation>one date is needed</translation>
        </message>
        <message>
            <source>with VAT in them</source>
            <translation>with VAT in them</translation>
        </message>
        <message>
            <source>without VAT</source>
            <translation>without VAT</translation>
        </message>
        <message>
            <source>words of the status, such as: despatched, complete</source>
            <translation>words of the status, such as: despatched, complete</translation>
        </message>
        <message>
            <source>{n} order</source>
            <translation>{n} order</translation>
        </message>
        <message>
            <source>{n} orders</source>
            <translation>{n} orders</translation>
        </message>
        <message>
            <source>{n} to look at.</source>
            <translation>{n} to look at.</translation>
        </message>
        <message>
            <source>{orders}, {sums}.</source>
            <translation>{orders}, {sums}.</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Close</translation>
        </message>
        <message>
            <source>C&amp;opy details</source>
            <translation>C&amp;opy details</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Something in kfdesk went wrong</source>
            <translation>Something in kfdesk went wrong</translation>
        </message>
        <message>
            <source>Try &amp;again</source>
            <translation>Try &amp;again</translation>
        </message>
        <message>
            <source>What you last did may not have been completed. What was saved before is safe, and an export checks what KashFlow holds before it sends anything again.

Close kfdesk and start it again. If it happens once more, copy the details and send them to whoever looks after kfdesk for you; they hold no password and no buyer's data.</source>
            <translation>What you last did may not have been completed. What was saved before is safe, and an export checks what KashFlow holds before it sends anything again.

Close kfdesk and start it again. If it happens once more, copy the details and send them to whoever looks after kfdesk for you; they hold no password and no buyer's data.</translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message>
            <source>Company</source>
            <translation>Company</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
        </message>
    </context>
    <context>
        <name>NextSteps</name>
        <message>
            <source>&amp;Import orders</source>
            <translation>&amp;Import orders</translation>
        </message>
        <message>
            <source>&amp;Link a company</source>
            <translation>&amp;Link a company</translation>
        </message>
        <message>
            <source>&amp;Set channels</source>
            <translation>&amp;Set channels</translation>
        </message>
        <message>
            <source>Drop new order files anywhere in this window when there are some.</source>
            <translation>Drop new order files anywhere in this window when there are some.</translation>
        </message>
        <message>
            <source>Drop order files</source>
            <translation>Drop order files</translation>
        </message>
        <message>
            <source>Drop the order files of your channels anywhere in this window, or import them under Orders.</source>
            <translation>Drop the order files of your channels anywhere in this window, or import them under Orders.</translation>
        </message>
        <message>
            <source>Everything is exported</source>
            <translation>Everything is exported</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>Go to &amp;Export</source>
            <translation>Go to &amp;Export</translation>
        </message>
        <message>
            <source>Link a company</source>
            <translation>Link a company</translation>
        </message>
        <message>
            <source>Link your KashFlow company first. To try kfdesk without one, link the practice company: nothing in it reaches KashFlow.</source>
            <translation>Link your KashFlow company first. To try kfdesk without one, link the practice company: nothing in it reaches KashFlow.</translation>
        </message>
        <message>
            <source>Look at the invoices as they would be posted, then export them.</source>
            <translation>Look at the invoices as they would be posted, then export them.</translation>
        </message>
        <message>
            <source>No channel is switched on yet</source>
            <translation>No channel is switched on yet</translation>
        </message>
        <message>
            <source>No company is linked yet</source>
            <translation>No company is linked yet</translation>
        </message>
        <message>
            <source>No orders yet</source>
            <translation>No orders yet</translation>
        </message>
        <message>
            <source>Nothing is ready to export</source>
            <translation>Nothing is ready to export</translation>
        </message>
        <message>
            <source>Orders are ready to export</source>
            <translation>Orders are ready to export</translation>
        </message>
        <message>
            <source>Say in KashFlow Settings how the orders of each channel are posted, and switch Export Orders on. A channel is added with the first order file that you drop in this window, or there.</source>
            <translation>Say in KashFlow Settings how the orders of each channel are posted, and switch Export Orders on. A channel is added with the first order file that you drop in this window, or there.</translation>
        </message>
        <message>
            <source>See &amp;Orders</source>
            <translation>See &amp;Orders</translation>
        </message>
        <message>
            <source>Set its channels</source>
            <translation>Set its channels</translation>
        </message>
        <message>
            <source>The orders that are left need a look first. Orders says why, and how to mend it.</source>
            <translation>The orders that are left need a look first. Orders says why, and how to mend it.</translation>
        </message>
    </context>
    <context>
        <name>Orders</name>
        <message>
            <source>&amp;Bring back</source>
            <translation>&amp;Bring back</translation>
        </message>
        <message>
            <source>&amp;Channel</source>
            <translation>&amp;Channel</translation>
        </message>
        <message>
            <source>&amp;Day</source>
            <translation>&amp;Day</translation>
        </message>
        <message>
            <source>&amp;Export them too</source>
            <translation>&amp;Export them too</translation>
        </message>
        <message>
            <source>&amp;Given back</source>
            <translation>&amp;Given back</translation>
        </message>
        <message>
            <source>&amp;Import order files…</source>
            <translation>&amp;Import order files…</translation>
        </message>
        <message>
            <source>&amp;Leave out…</source>
            <translation>&amp;Leave out…</translation>
        </message>
        <message>
            <source>&amp;Leave them out</source>
            <translation>&amp;Leave them out</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>&amp;Note</source>
            <translation>&amp;Note</translation>
        </message>
        <message>
            <source>&amp;Ordered</source>
            <translation>&amp;Ordered</translation>
        </message>
        <message>
            <source>&amp;Post the credit note all the same</source>
            <translation>&amp;Post the credit note all the same</translation>
        </message>
        <message>
            <source>&amp;Reason</source>
            <translation>&amp;Reason</translation>
        </message>
        <message>
            <source>&amp;State</source>
            <translation>&amp;State</translation>
        </message>
        <message>
            <source>&amp;What would be posted for {number}</source>
            <translation>&amp;What would be posted for {number}</translation>
        </message>
        <message>
            <source>1 of these {total} orders is dated before {day}. Was it posted some other way?</source>
            <translation>1 of these {total} orders is dated before {day}. Was it posted some other way?</translation>
        </message>
        <message>
            <source>1 order keeps its question: {why}</source>
            <translation>1 order keeps its question: {why}</translation>
        </message>
        <message>
            <source>A credit note of {amount} goes out with the next export. KashFlow then holds {after} for the order. {money}</source>
            <translation>A credit note of {amount} goes out with the next export. KashFlow then holds {after} for the order. {money}</translation>
        </message>
        <message>
            <source>A credit note of {amount} goes out with the next export. {money}</source>
            <translation>A credit note of {amount} goes out with the next export. {money}</translation>
        </message>
        <message>
            <source>A new channel</source>
            <translation>A new channel</translation>
        </message>
        <message>
            <source>A report says that the marketplace accounts for their tax; the order file does not.</source>
            <translation>A report says that the marketplace accounts for their tax; the order file does not.</translation>
        </message>
        <message>
            <source>All channels</source>
            <translation>All channels</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>All files (*)</translation>
        </message>
        <message>
            <source>All of them get this day. If they were not given back on one day, close this and tell them one by one with Refund…: the day decides which VAT return each falls in.</source>
            <translation>All of them get this day. If they were not given back on one day, close this and tell them one by one with Refund…: the day decides which VAT return each falls in.</translation>
        </message>
        <message>
            <source>All states</source>
            <translation>All states</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>An invoice in KashFlow bears their reference but other figures.</source>
            <translation>An invoice in KashFlow bears their reference but other figures.</translation>
        </message>
        <message>
            <source>Another channel already has these sales.</source>
            <translation>Another channel already has these sales.</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Answer</translation>
        </message>
        <message>
            <source>Answered: the next export acts on it.</source>
            <translation>Answered: the next export acts on it.</translation>
        </message>
        <message>
            <source>Answer…</source>
            <translation>Answer…</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Any time</translation>
        </message>
        <message>
            <source>As sent</source>
            <translation>As sent</translation>
        </message>
        <message>
            <source>Ask me again</source>
            <translation>Ask me again</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>Buyer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Cancel the import</source>
            <translation>Cancel the import</translation>
        </message>
        <message>
            <source>Cancelled after their invoices were sent: tell from which day.</source>
            <translation>Cancelled after their invoices were sent: tell from which day.</translation>
        </message>
        <message>
            <source>Change the answer…</source>
            <translation>Change the answer…</translation>
        </message>
        <message>
            <source>Change the filters above, or show all orders.</source>
            <translation>Change the filters above, or show all orders.</translation>
        </message>
        <message>
            <source>Changed after invoice {invoice} was sent</source>
            <translation>Changed after invoice {invoice} was sent</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>Channel name</source>
            <translation>Channel name</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Close what was imported</source>
            <translation>Close what was imported</translation>
        </message>
        <message>
            <source>Credit all &amp;of it, {amount}…</source>
            <translation>Credit all &amp;of it, {amount}…</translation>
        </message>
        <message>
            <source>Credit all &amp;of it…</source>
            <translation>Credit all &amp;of it…</translation>
        </message>
        <message>
            <source>Credit all of it</source>
            <translation>Credit all of it</translation>
        </message>
        <message>
            <source>Credit it with the next export</source>
            <translation>Credit it with the next export</translation>
        </message>
        <message>
            <source>Credit note {number}</source>
            <translation>Credit note {number}</translation>
        </message>
        <message>
            <source>Credit notes to come</source>
            <translation>Credit notes to come</translation>
        </message>
        <message>
            <source>Credit the &amp;difference…</source>
            <translation>Credit the &amp;difference…</translation>
        </message>
        <message>
            <source>Credit the difference</source>
            <translation>Credit the difference</translation>
        </message>
        <message>
            <source>Credit them with the next export</source>
            <translation>Credit them with the next export</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Currency</translation>
        </message>
        <message>
            <source>Date it so</source>
            <translation>Date it so</translation>
        </message>
        <message>
            <source>Date it so &amp;all the same</source>
            <translation>Date it so &amp;all the same</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>Despatched</source>
            <translation>Despatched</translation>
        </message>
        <message>
            <source>Discount</source>
            <translation>Discount</translation>
        </message>
        <message>
            <source>Drop an order file anywhere in the window, or import one. kfdesk reads files of {names}.</source>
            <translation>Drop an order file anywhere in the window, or import one. kfdesk reads files of {names}.</translation>
        </message>
        <message>
            <source>Every {channel} order from now on</source>
            <translation>Every {channel} order from now on</translation>
        </message>
        <message>
            <source>Export a&amp;gain</source>
            <translation>Export a&amp;gain</translation>
        </message>
        <message>
            <source>Export them too</source>
            <translation>Export them too</translation>
        </message>
        <message>
            <source>For</source>
            <translation>For</translation>
        </message>
        <message>
            <source>For orders that were undone, or whose invoice is gone.</source>
            <translation>For orders that were undone, or whose invoice is gone.</translation>
        </message>
        <message>
            <source>Gift cards were sold; VAT depends on the kind of card.</source>
            <translation>Gift cards were sold; VAT depends on the kind of card.</translation>
        </message>
        <message>
            <source>Given back</source>
            <translation>Given back</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Import order files</source>
            <translation>Import order files</translation>
        </message>
        <message>
            <source>In KashFlow</source>
            <translation>In KashFlow</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Invoice</translation>
        </message>
        <message>
            <source>Invoice {invoice} is credited in full; enter the rest in KashFlow yourself.</source>
            <translation>Invoice {invoice} is credited in full; enter the rest in KashFlow yourself.</translation>
        </message>
        <message>
            <source>Invoice {number}</source>
            <translation>Invoice {number}</translation>
        </message>
        <message>
            <source>It cannot be told whether the prices hold the tax.</source>
            <translation>It cannot be told whether the prices hold the tax.</translation>
        </message>
        <message>
            <source>KashFlow does not have the VAT rate they need.</source>
            <translation>KashFlow does not have the VAT rate they need.</translation>
        </message>
        <message>
            <source>KashFlow does not have their currency.</source>
            <translation>KashFlow does not have their currency.</translation>
        </message>
        <message>
            <source>KashFlow holds invoices that look like these orders, with other amounts.</source>
            <translation>KashFlow holds invoices that look like these orders, with other amounts.</translation>
        </message>
        <message>
            <source>KashFlow holds invoices that may already be these orders.</source>
            <translation>KashFlow holds invoices that may already be these orders.</translation>
        </message>
        <message>
            <source>KashFlow said no.</source>
            <translation>KashFlow said no.</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>Last 30 days</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>Last 7 days</translation>
        </message>
        <message>
            <source>Last month</source>
            <translation>Last month</translation>
        </message>
        <message>
            <source>Last year</source>
            <translation>Last year</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>Leave out</translation>
        </message>
        <message>
            <source>Leave the &amp;invoice as it is</source>
            <translation>Leave the &amp;invoice as it is</translation>
        </message>
        <message>
            <source>Leave the invoice as it is</source>
            <translation>Leave the invoice as it is</translation>
        </message>
        <message>
            <source>Leave them out</source>
            <translation>Leave them out</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Line</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Lines</translation>
        </message>
        <message>
            <source>Link one under Settings, New Integration. Files you import before that wait for it.</source>
            <translation>Link one under Settings, New Integration. Files you import before that wait for it.</translation>
        </message>
        <message>
            <source>Mend</source>
            <translation>Mend</translation>
        </message>
        <message>
            <source>Money was given back, but no file tells on which day.</source>
            <translation>Money was given back, but no file tells on which day.</translation>
        </message>
        <message>
            <source>More was given back than was invoiced.</source>
            <translation>More was given back than was invoiced.</translation>
        </message>
        <message>
            <source>Needs &amp;attention</source>
            <translation>Needs &amp;attention</translation>
        </message>
        <message>
            <source>No clear answer from KashFlow; kfdesk looks there before it sends again.</source>
            <translation>No clear answer from KashFlow; kfdesk looks there before it sends again.</translation>
        </message>
        <message>
            <source>No company is linked yet</source>
            <translation>No company is linked yet</translation>
        </message>
        <message>
            <source>No credit note is posted for this money; nothing more is asked about it.</source>
            <translation>No credit note is posted for this money; nothing more is asked about it.</translation>
        </message>
        <message>
            <source>No order matches</source>
            <translation>No order matches</translation>
        </message>
        <message>
            <source>No orders yet</source>
            <translation>No orders yet</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Note for yourself</source>
            <translation>Note for yourself</translation>
        </message>
        <message>
            <source>Nothing is left of invoice {invoice}.</source>
            <translation>Nothing is left of invoice {invoice}.</translation>
        </message>
        <message>
            <source>Nothing is sent now: the next export shows the credit note and posts it.</source>
            <translation>Nothing is sent now: the next export shows the credit note and posts it.</translation>
        </message>
        <message>
            <source>Nothing is sent. Invoice {invoice} stays at {gross}, and nothing is asked until a file changes the order once more. If the invoice should be otherwise, change it in KashFlow yourself.</source>
            <translation>Nothing is sent. Invoice {invoice} stays at {gross}, and nothing is asked until a file changes the order once more. If the invoice should be otherwise, change it in KashFlow yourself.</translation>
        </message>
        <message>
            <source>Nothing was imported.</source>
            <translation>Nothing was imported.</translation>
        </message>
        <message>
            <source>Nothing was paid on the invoice, so it is set against it.</source>
            <translation>Nothing was paid on the invoice, so it is set against it.</translation>
        </message>
        <message>
            <source>Nothing was sent now: the next export shows them and posts them.</source>
            <translation>Nothing was sent now: the next export shows them and posts them.</translation>
        </message>
        <message>
            <source>Nothing.</source>
            <translation>Nothing.</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Now</translation>
        </message>
        <message>
            <source>Number, buyer or message</source>
            <translation>Number, buyer or message</translation>
        </message>
        <message>
            <source>Older orders of {channel}</source>
            <translation>Older orders of {channel}</translation>
        </message>
        <message>
            <source>On which day?</source>
            <translation>On which day?</translation>
        </message>
        <message>
            <source>One &amp;more refund of the same sum</source>
            <translation>One &amp;more refund of the same sum</translation>
        </message>
        <message>
            <source>One more of the same sum</source>
            <translation>One more of the same sum</translation>
        </message>
        <message>
            <source>Open in &amp;KashFlow</source>
            <translation>Open in &amp;KashFlow</translation>
        </message>
        <message>
            <source>Order files (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.zip)</source>
            <translation>Order files (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.json *.zip)</translation>
        </message>
        <message>
            <source>Order number</source>
            <translation>Order number</translation>
        </message>
        <message>
            <source>Order {number}, {column}: {value}</source>
            <translation>Order {number}, {column}: {value}</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Ordered</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>Orders dated &amp;before</source>
            <translation>Orders dated &amp;before</translation>
        </message>
        <message>
            <source>Orders dated before</source>
            <translation>Orders dated before</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>Paid after invoice {invoice} was sent: the next export records {amount} on {day}.</source>
            <translation>Paid after invoice {invoice} was sent: the next export records {amount} on {day}.</translation>
        </message>
        <message>
            <source>Paid by</source>
            <translation>Paid by</translation>
        </message>
        <message>
            <source>Payments of the same amounts are on their invoices already.</source>
            <translation>Payments of the same amounts are on their invoices already.</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Quantity</translation>
        </message>
        <message>
            <source>Re&amp;fund…</source>
            <translation>Re&amp;fund…</translation>
        </message>
        <message>
            <source>Reading order files…</source>
            <translation>Reading order files…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>Record their payment in KashFlow yourself.</source>
            <translation>Record their payment in KashFlow yourself.</translation>
        </message>
        <message>
            <source>Refund for {channel} order {number}</source>
            <translation>Refund for {channel} order {number}</translation>
        </message>
        <message>
            <source>Refund, as told</source>
            <translation>Refund, as told</translation>
        </message>
        <message>
            <source>Refunded</source>
            <translation>Refunded</translation>
        </message>
        <message>
            <source>Row {row}: {text}</source>
            <translation>Row {row}: {text}</translation>
        </message>
        <message>
            <source>Searc&amp;h</source>
            <translation>Searc&amp;h</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Sent to</source>
            <translation>Sent to</translation>
        </message>
        <message>
            <source>Set {setting}…</source>
            <translation>Set {setting}…</translation>
        </message>
        <message>
            <source>Sets {setting} to {value} in KashFlow Settings.</source>
            <translation>Sets {setting} to {value} in KashFlow Settings.</translation>
        </message>
        <message>
            <source>Sho&amp;w all orders</source>
            <translation>Sho&amp;w all orders</translation>
        </message>
        <message>
            <source>Show all orders</source>
            <translation>Show all orders</translation>
        </message>
        <message>
            <source>Show these or&amp;ders</source>
            <translation>Show these or&amp;ders</translation>
        </message>
        <message>
            <source>Show these orders</source>
            <translation>Show these orders</translation>
        </message>
        <message>
            <source>Side by side</source>
            <translation>Side by side</translation>
        </message>
        <message>
            <source>Some of their rows cannot be read.</source>
            <translation>Some of their rows cannot be read.</translation>
        </message>
        <message>
            <source>Somebody entered part of what was paid on their invoices.</source>
            <translation>Somebody entered part of what was paid on their invoices.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Stopped, as you asked: the file under way was not taken. {rest}</source>
            <translation>Stopped, as you asked: the file under way was not taken. {rest}</translation>
        </message>
        <message>
            <source>Tax</source>
            <translation>Tax</translation>
        </message>
        <message>
            <source>Tax the marketplace keeps</source>
            <translation>Tax the marketplace keeps</translation>
        </message>
        <message>
            <source>Tell the day…</source>
            <translation>Tell the day…</translation>
        </message>
        <message>
            <source>The VAT the file states differs from what its figures come to.</source>
            <translation>The VAT the file states differs from what its figures come to.</translation>
        </message>
        <message>
            <source>The channel's total differs from what the lines come to.</source>
            <translation>The channel's total differs from what the lines come to.</translation>
        </message>
        <message>
            <source>The chosen order</source>
            <translation>The chosen order</translation>
        </message>
        <message>
            <source>The file does not say the VAT rate.</source>
            <translation>The file does not say the VAT rate.</translation>
        </message>
        <message>
            <source>The file tells that {amount} was given back, but not when: the day alone is asked.</source>
            <translation>The file tells that {amount} was given back, but not when: the day alone is asked.</translation>
        </message>
        <message>
            <source>The invoice is paid, so the money goes back the way it came.</source>
            <translation>The invoice is paid, so the money goes back the way it came.</translation>
        </message>
        <message>
            <source>The marketplace collected tax on sales within the UK.</source>
            <translation>The marketplace collected tax on sales within the UK.</translation>
        </message>
        <message>
            <source>The next export posts it under its own date, in the period whose VAT is filed.</source>
            <translation>The next export posts it under its own date, in the period whose VAT is filed.</translation>
        </message>
        <message>
            <source>The order was cancelled after invoice {invoice} was sent: credit {amount} from a day.</source>
            <translation>The order was cancelled after invoice {invoice} was sent: credit {amount} from a day.</translation>
        </message>
        <message>
            <source>Their customers in KashFlow may be somebody else.</source>
            <translation>Their customers in KashFlow may be somebody else.</translation>
        </message>
        <message>
            <source>Their invoices are in KashFlow already: the next export takes them over.</source>
            <translation>Their invoices are in KashFlow already: the next export takes them over.</translation>
        </message>
        <message>
            <source>Their invoices have UK VAT, and a report says that it is the marketplace's.</source>
            <translation>Their invoices have UK VAT, and a report says that it is the marketplace's.</translation>
        </message>
        <message>
            <source>Their invoices have UK VAT, and a report says that the goods left another country.</source>
            <translation>Their invoices have UK VAT, and a report says that the goods left another country.</translation>
        </message>
        <message>
            <source>These {n} orders are not exported until you bring them back.</source>
            <translation>These {n} orders are not exported until you bring them back.</translation>
        </message>
        <message>
            <source>These {n} {channel} orders</source>
            <translation>These {n} {channel} orders</translation>
        </message>
        <message>
            <source>They are in another currency, and Foreign Currency is off.</source>
            <translation>They are in another currency, and Foreign Currency is off.</translation>
        </message>
        <message>
            <source>They changed after their invoices were sent.</source>
            <translation>They changed after their invoices were sent.</translation>
        </message>
        <message>
            <source>They come to less than nothing.</source>
            <translation>They come to less than nothing.</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>This month</translation>
        </message>
        <message>
            <source>This name goes on the channel's invoices for good: by it kfdesk knows them again.</source>
            <translation>This name goes on the channel's invoices for good: by it kfdesk knows them again.</translation>
        </message>
        <message>
            <source>This order</source>
            <translation>This order</translation>
        </message>
        <message>
            <source>This order is not exported until you bring it back.</source>
            <translation>This order is not exported until you bring it back.</translation>
        </message>
        <message>
            <source>This order, {number}</source>
            <translation>This order, {number}</translation>
        </message>
        <message>
            <source>This year</source>
            <translation>This year</translation>
        </message>
        <message>
            <source>Total the channel states</source>
            <translation>Total the channel states</translation>
        </message>
        <message>
            <source>Twice no clear answer from KashFlow. Look there, then decide.</source>
            <translation>Twice no clear answer from KashFlow. Look there, then decide.</translation>
        </message>
        <message>
            <source>Two files of the same orders disagree.</source>
            <translation>Two files of the same orders disagree.</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>VAT</translation>
        </message>
        <message>
            <source>What KashFlow holds differs from what was sent.</source>
            <translation>What KashFlow holds differs from what was sent.</translation>
        </message>
        <message>
            <source>What is known for the VAT</source>
            <translation>What is known for the VAT</translation>
        </message>
        <message>
            <source>What needs attention</source>
            <translation>What needs attention</translation>
        </message>
        <message>
            <source>What the channel says</source>
            <translation>What the channel says</translation>
        </message>
        <message>
            <source>What was imported</source>
            <translation>What was imported</translation>
        </message>
        <message>
            <source>What was posted</source>
            <translation>What was posted</translation>
        </message>
        <message>
            <source>What would be posted</source>
            <translation>What would be posted</translation>
        </message>
        <message>
            <source>What you can do</source>
            <translation>What you can do</translation>
        </message>
        <message>
            <source>Which channel?</source>
            <translation>Which channel?</translation>
        </message>
        <message>
            <source>You can change this later under KashFlow Settings, Export From.</source>
            <translation>You can change this later under KashFlow Settings, Export From.</translation>
        </message>
        <message>
            <source>and {n} more</source>
            <translation>and {n} more</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelled</translation>
        </message>
        <message>
            <source>differs</source>
            <translation>differs</translation>
        </message>
        <message>
            <source>into {channel} ({format})</source>
            <translation>into {channel} ({format})</translation>
        </message>
        <message>
            <source>kfdesk never sends a second invoice for an order: if it is still a sale, enter it in KashFlow yourself, as it is now.</source>
            <translation>kfdesk never sends a second invoice for an order: if it is still a sale, enter it in KashFlow yourself, as it is now.</translation>
        </message>
        <message>
            <source>no refunds of orders in the book</source>
            <translation>no refunds of orders in the book</translation>
        </message>
        <message>
            <source>none</source>
            <translation>none</translation>
        </message>
        <message>
            <source>not imported, as you chose.</source>
            <translation>not imported, as you chose.</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>not yet</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nothing</translation>
        </message>
        <message>
            <source>such as: entered by hand in October</source>
            <translation>such as: entered by hand in October</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>the same</translation>
        </message>
        <message>
            <source>{channel} order {number}</source>
            <translation>{channel} order {number}</translation>
        </message>
        <message>
            <source>{count} the question, such as {order}: {why}</source>
            <translation>{count} the question, such as {order}: {why}</translation>
        </message>
        <message>
            <source>{done} of {total} changed</source>
            <translation>{done} of {total} changed</translation>
        </message>
        <message>
            <source>{file} holds orders from {marketplace}, and several channels take such files.</source>
            <translation>{file} holds orders from {marketplace}, and several channels take such files.</translation>
        </message>
        <message>
            <source>{file} holds orders from {marketplace}. Which channel do they belong to?</source>
            <translation>{file} holds orders from {marketplace}. Which channel do they belong to?</translation>
        </message>
        <message>
            <source>{left} is left of invoice {invoice}.</source>
            <translation>{left} is left of invoice {invoice}.</translation>
        </message>
        <message>
            <source>{notes} with the next export, {sums}</source>
            <translation>{notes} with the next export, {sums}</translation>
        </message>
        <message>
            <source>{n} credit note</source>
            <translation>{n} credit note</translation>
        </message>
        <message>
            <source>{n} credit notes</source>
            <translation>{n} credit notes</translation>
        </message>
        <message>
            <source>{n} file was not taken.</source>
            <translation>{n} file was not taken.</translation>
        </message>
        <message>
            <source>{n} files were not taken.</source>
            <translation>{n} files were not taken.</translation>
        </message>
        <message>
            <source>{n} new order.</source>
            <translation>{n} new order.</translation>
        </message>
        <message>
            <source>{n} new orders.</source>
            <translation>{n} new orders.</translation>
        </message>
        <message>
            <source>{n} new refund.</source>
            <translation>{n} new refund.</translation>
        </message>
        <message>
            <source>{n} new refunds.</source>
            <translation>{n} new refunds.</translation>
        </message>
        <message>
            <source>{n} order</source>
            <translation>{n} order</translation>
        </message>
        <message>
            <source>{n} order keeps</source>
            <translation>{n} order keeps</translation>
        </message>
        <message>
            <source>{n} orders</source>
            <translation>{n} orders</translation>
        </message>
        <message>
            <source>{n} orders keep</source>
            <translation>{n} orders keep</translation>
        </message>
        <message>
            <source>{n} orders keep their question; the first: {why}</source>
            <translation>{n} orders keep their question; the first: {why}</translation>
        </message>
        <message>
            <source>{n} refund</source>
            <translation>{n} refund</translation>
        </message>
        <message>
            <source>{n} refunds</source>
            <translation>{n} refunds</translation>
        </message>
        <message>
            <source>{n} {channel} order: {cause}</source>
            <translation>{n} {channel} order: {cause}</translation>
        </message>
        <message>
            <source>{n} {channel} orders: {cause}</source>
            <translation>{n} {channel} orders: {cause}</translation>
        </message>
        <message>
            <source>{older} of these {total} orders are dated before {day}. Were they posted some other way?</source>
            <translation>{older} of these {total} orders are dated before {day}. Were they posted some other way?</translation>
        </message>
        <message>
            <source>{orders}, {sums} in all: the money went back, but no file tells on which day.</source>
            <translation>{orders}, {sums} in all: the money went back, but no file tells on which day.</translation>
        </message>
        <message>
            <source>{orders}: {new} new, {changed} changed, {unchanged} unchanged.</source>
            <translation>{orders}: {new} new, {changed} changed, {unchanged} unchanged.</translation>
        </message>
        <message>
            <source>{refunds} of {orders}, {new} new</source>
            <translation>{refunds} of {orders}, {new} new</translation>
        </message>
        <message>
            <source>{shown} of {total}</source>
            <translation>{shown} of {total}</translation>
        </message>
        <message>
            <source>{stamp}: {amount} dated {day}. Nothing was sent yet; the next export posts it.</source>
            <translation>{stamp}: {amount} dated {day}. Nothing was sent yet; the next export posts it.</translation>
        </message>
        <message>
            <source>{text} for {channel}</source>
            <translation>{text} for {channel}</translation>
        </message>
        <message>
            <source>{text}.</source>
            <translation>{text}.</translation>
        </message>
        <message>
            <source>{text}; tax or despatch of {orders}</source>
            <translation>{text}; tax or despatch of {orders}</translation>
        </message>
        <message>
            <source>{text}; {orders} not in the book</source>
            <translation>{text}; {orders} not in the book</translation>
        </message>
    </context>
    <context>
        <name>PackagePage</name>
        <message>
            <source>A folder on this computer, such as Downloads. New order files in it are read by themselves while kfdesk is open. Nothing in it is moved, renamed or deleted, and nothing is exported by itself.</source>
            <translation>A folder on this computer, such as Downloads. New order files in it are read by themselves while kfdesk is open. Nothing in it is moved, renamed or deleted, and nothing is exported by itself.</translation>
        </message>
        <message>
            <source>A pretend company inside this program, to learn and to try things out. It needs no account and no internet, and nothing in it reaches KashFlow.</source>
            <translation>A pretend company inside this program, to learn and to try things out. It needs no account and no internet, and nothing in it reaches KashFlow.</translation>
        </message>
        <message>
            <source>Package</source>
            <translation>Package</translation>
        </message>
        <message>
            <source>Where do your order files come from?</source>
            <translation>Where do your order files come from?</translation>
        </message>
        <message>
            <source>Which accounts package are your books in?</source>
            <translation>Which accounts package are your books in?</translation>
        </message>
        <message>
            <source>Your own company. You need its user name and its API password.</source>
            <translation>Your own company. You need its user name and its API password.</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>History</source>
            <translation>History</translation>
        </message>
        <message>
            <source>Integration Manager</source>
            <translation>Integration Manager</translation>
        </message>
        <message>
            <source>KashFlow Settings</source>
            <translation>KashFlow Settings</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>Reconcile</source>
            <translation>Reconcile</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>&amp;Password:</source>
            <translation>&amp;Password:</translation>
        </message>
        <message>
            <source>&amp;Use this password</source>
            <translation>&amp;Use this password</translation>
        </message>
        <message>
            <source>No password is kept for this integration. The one you enter here is used until you close kfdesk, and is written nowhere. To have it kept, edit the integration in Settings.</source>
            <translation>No password is kept for this integration. The one you enter here is used until you close kfdesk, and is written nowhere. To have it kept, edit the integration in Settings.</translation>
        </message>
        <message>
            <source>Password for {profile}</source>
            <translation>Password for {profile}</translation>
        </message>
    </context>
    <context>
        <name>PeriodBar</name>
        <message>
            <source>&amp;From:</source>
            <translation>&amp;From:</translation>
        </message>
        <message>
            <source>&amp;Reconcile</source>
            <translation>&amp;Reconcile</translation>
        </message>
        <message>
            <source>&amp;To:</source>
            <translation>&amp;To:</translation>
        </message>
        <message>
            <source>From</source>
            <translation>From</translation>
        </message>
        <message>
            <source>Save &amp;spreadsheet…</source>
            <translation>Save &amp;spreadsheet…</translation>
        </message>
        <message>
            <source>Save as &amp;PDF…</source>
            <translation>Save as &amp;PDF…</translation>
        </message>
        <message>
            <source>The last day is before the first.</source>
            <translation>The last day is before the first.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>To</translation>
        </message>
    </context>
    <context>
        <name>PracticeMenu</name>
        <message>
            <source>&amp;Enabled</source>
            <translation>&amp;Enabled</translation>
        </message>
        <message>
            <source>&amp;Faults at the next invoice</source>
            <translation>&amp;Faults at the next invoice</translation>
        </message>
        <message>
            <source>&amp;Half the answer gets lost</source>
            <translation>&amp;Half the answer gets lost</translation>
        </message>
        <message>
            <source>&amp;None of these</source>
            <translation>&amp;None of these</translation>
        </message>
        <message>
            <source>&amp;Practice</source>
            <translation>&amp;Practice</translation>
        </message>
        <message>
            <source>&amp;Reset</source>
            <translation>&amp;Reset</translation>
        </message>
        <message>
            <source>&amp;Reset the practice company…</source>
            <translation>&amp;Reset the practice company…</translation>
        </message>
        <message>
            <source>A &amp;web page answers instead</source>
            <translation>A &amp;web page answers instead</translation>
        </message>
        <message>
            <source>API Settings</source>
            <translation>API Settings</translation>
        </message>
        <message>
            <source>At the next invoice: {what}.</source>
            <translation>At the next invoice: {what}.</translation>
        </message>
        <message>
            <source>It is carried out, but the &amp;answer gets lost</source>
            <translation>It is carried out, but the &amp;answer gets lost</translation>
        </message>
        <message>
            <source>It says &amp;no</source>
            <translation>It says &amp;no</translation>
        </message>
        <message>
            <source>Its invoices, customers and payments are deleted for good. The orders in your book stay; those that were exported show as gone at the next export.</source>
            <translation>Its invoices, customers and payments are deleted for good. The orders in your book stay; those that were exported show as gone at the next export.</translation>
        </message>
        <message>
            <source>Practice company: API Settings changed.</source>
            <translation>Practice company: API Settings changed.</translation>
        </message>
        <message>
            <source>Remote &amp;Login</source>
            <translation>Remote &amp;Login</translation>
        </message>
        <message>
            <source>Reset the practice company?</source>
            <translation>Reset the practice company?</translation>
        </message>
        <message>
            <source>Restrict &amp;Access lets this computer in</source>
            <translation>Restrict &amp;Access lets this computer in</translation>
        </message>
        <message>
            <source>The &amp;request gets lost</source>
            <translation>The &amp;request gets lost</translation>
        </message>
        <message>
            <source>The answer gets lost, and it is carried out &amp;later</source>
            <translation>The answer gets lost, and it is carried out &amp;later</translation>
        </message>
        <message>
            <source>The practice company behaves.</source>
            <translation>The practice company behaves.</translation>
        </message>
        <message>
            <source>The practice company is empty again.</source>
            <translation>The practice company is empty again.</translation>
        </message>
        <message>
            <source>The service is &amp;down</source>
            <translation>The service is &amp;down</translation>
        </message>
    </context>
    <context>
        <name>PreviewView</name>
        <message>
            <source>&amp;Invoices and credit notes to be posted</source>
            <translation>&amp;Invoices and credit notes to be posted</translation>
        </message>
        <message>
            <source>C&amp;hannels</source>
            <translation>C&amp;hannels</translation>
        </message>
        <message>
            <source>Channels</source>
            <translation>Channels</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>Invoices and credit notes</source>
            <translation>Invoices and credit notes</translation>
        </message>
        <message>
            <source>The chosen one in &amp;full</source>
            <translation>The chosen one in &amp;full</translation>
        </message>
        <message>
            <source>The chosen one in full</source>
            <translation>The chosen one in full</translation>
        </message>
    </context>
    <context>
        <name>ProfilePage</name>
        <message>
            <source>&amp;Add Integration</source>
            <translation>&amp;Add Integration</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>&amp;Next</translation>
        </message>
        <message>
            <source>&amp;Profile name:</source>
            <translation>&amp;Profile name:</translation>
        </message>
        <message>
            <source>A name of your own, to tell this integration from others.</source>
            <translation>A name of your own, to tell this integration from others.</translation>
        </message>
        <message>
            <source>Profile name</source>
            <translation>Profile name</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Saving…</translation>
        </message>
    </context>
    <context>
        <name>ReadingPanel</name>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Cancel</translation>
        </message>
        <message>
            <source>Reading KashFlow…</source>
            <translation>Reading KashFlow…</translation>
        </message>
        <message>
            <source>Reading orders…</source>
            <translation>Reading orders…</translation>
        </message>
        <message>
            <source>Stopping after the call under way…</source>
            <translation>Stopping after the call under way…</translation>
        </message>
    </context>
    <context>
        <name>Reconcile</name>
        <message>
            <source>All channels</source>
            <translation>All channels</translation>
        </message>
        <message>
            <source>All rates</source>
            <translation>All rates</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>Cause</source>
            <translation>Cause</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Customer</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>Difference</source>
            <translation>Difference</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>In KashFlow</source>
            <translation>In KashFlow</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Invoice</translation>
        </message>
        <message>
            <source>Invoice {number}</source>
            <translation>Invoice {number}</translation>
        </message>
        <message>
            <source>KashFlow VAT</source>
            <translation>KashFlow VAT</translation>
        </message>
        <message>
            <source>KashFlow net</source>
            <translation>KashFlow net</translation>
        </message>
        <message>
            <source>KashFlow's lists all ended at exactly {n} invoices, so some may be missing here. Choose a shorter period, or compare with KashFlow's own list.</source>
            <translation>KashFlow's lists all ended at exactly {n} invoices, so some may be missing here. Choose a shorter period, or compare with KashFlow's own list.</translation>
        </message>
        <message>
            <source>Needs you</source>
            <translation>Needs you</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Ordered</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Payment</translation>
        </message>
        <message>
            <source>Payments</source>
            <translation>Payments</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Reference</translation>
        </message>
        <message>
            <source>Save the reconciliation</source>
            <translation>Save the reconciliation</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Sent</translation>
        </message>
        <message>
            <source>Spreadsheet (*.xlsx)</source>
            <translation>Spreadsheet (*.xlsx)</translation>
        </message>
        <message>
            <source>VAT rate</source>
            <translation>VAT rate</translation>
        </message>
        <message>
            <source>What</source>
            <translation>What</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>no VAT</source>
            <translation>no VAT</translation>
        </message>
        <message>
            <source>none needs you</source>
            <translation>none needs you</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>not known</translation>
        </message>
        <message>
            <source>{currency}: ordered {ordered}, in KashFlow {held}, difference {difference}, of which not explained {unexplained}. Not ours: {others}.</source>
            <translation>{currency}: ordered {ordered}, in KashFlow {held}, difference {difference}, of which not explained {unexplained}. Not ours: {others}.</translation>
        </message>
        <message>
            <source>{first} to {last}</source>
            <translation>{first} to {last}</translation>
        </message>
        <message>
            <source>{n} difference</source>
            <translation>{n} difference</translation>
        </message>
        <message>
            <source>{n} differences</source>
            <translation>{n} differences</translation>
        </message>
        <message>
            <source>{n} need you</source>
            <translation>{n} need you</translation>
        </message>
        <message>
            <source>{n} needs you</source>
            <translation>{n} needs you</translation>
        </message>
        <message>
            <source>{n} order</source>
            <translation>{n} order</translation>
        </message>
        <message>
            <source>{n} order has no date yet and belongs to no period.</source>
            <translation>{n} order has no date yet and belongs to no period.</translation>
        </message>
        <message>
            <source>{n} orders</source>
            <translation>{n} orders</translation>
        </message>
        <message>
            <source>{n} orders have no date yet and belong to no period.</source>
            <translation>{n} orders have no date yet and belong to no period.</translation>
        </message>
        <message>
            <source>{orders}, {differences}, {mine}. {when}</source>
            <translation>{orders}, {differences}, {mine}. {when}</translation>
        </message>
        <message>
            <source>{orders}: nothing differs. {when}</source>
            <translation>{orders}: nothing differs. {when}</translation>
        </message>
        <message>
            <source>{order}: {cause}</source>
            <translation>{order}: {cause}</translation>
        </message>
        <message>
            <source>{span}, as KashFlow stood on {moment}.</source>
            <translation>{span}, as KashFlow stood on {moment}.</translation>
        </message>
    </context>
    <context>
        <name>ReconcilePage</name>
        <message>
            <source>Choose a period: your orders are held against the invoices and payments in KashFlow, and every difference is listed with its cause. Nothing is changed.</source>
            <translation>Choose a period: your orders are held against the invoices and payments in KashFlow, and every difference is listed with its cause. Nothing is changed.</translation>
        </message>
        <message>
            <source>Nothing was compared yet</source>
            <translation>Nothing was compared yet</translation>
        </message>
    </context>
    <context>
        <name>ResultView</name>
        <message>
            <source>&amp;Differences ({n})</source>
            <translation>&amp;Differences ({n})</translation>
        </message>
        <message>
            <source>&amp;Not ours ({n})</source>
            <translation>&amp;Not ours ({n})</translation>
        </message>
        <message>
            <source>&amp;Preview again</source>
            <translation>&amp;Preview again</translation>
        </message>
        <message>
            <source>&amp;What needs a look or is left over, and why</source>
            <translation>&amp;What needs a look or is left over, and why</translation>
        </message>
        <message>
            <source>By da&amp;y and VAT rate</source>
            <translation>By da&amp;y and VAT rate</translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>Differences</translation>
        </message>
        <message>
            <source>Go to &amp;order</source>
            <translation>Go to &amp;order</translation>
        </message>
        <message>
            <source>Invoices that are not ours</source>
            <translation>Invoices that are not ours</translation>
        </message>
        <message>
            <source>Saved as {path}</source>
            <translation>Saved as {path}</translation>
        </message>
        <message>
            <source>See &amp;History</source>
            <translation>See &amp;History</translation>
        </message>
        <message>
            <source>See &amp;Orders</source>
            <translation>See &amp;Orders</translation>
        </message>
        <message>
            <source>Sums by channel, day and VAT rate</source>
            <translation>Sums by channel, day and VAT rate</translation>
        </message>
        <message>
            <source>Tables</source>
            <translation>Tables</translation>
        </message>
        <message>
            <source>What needs a look or is left over</source>
            <translation>What needs a look or is left over</translation>
        </message>
    </context>
    <context>
        <name>RunningView</name>
        <message>
            <source>&amp;Stop after this order</source>
            <translation>&amp;Stop after this order</translation>
        </message>
        <message>
            <source>Progress of the export</source>
            <translation>Progress of the export</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Stopping…</translation>
        </message>
    </context>
    <context>
        <name>StepList</name>
        <message>
            <source>Done: {step}</source>
            <translation>Done: {step}</translation>
        </message>
        <message>
            <source>Now: {step}</source>
            <translation>Now: {step}</translation>
        </message>
        <message>
            <source>To come: {step}</source>
            <translation>To come: {step}</translation>
        </message>
    </context>
    <context>
        <name>SumsChart</name>
        <message>
            <source>Nothing was exported yet.</source>
            <translation>Nothing was exported yet.</translation>
        </message>
        <message>
            <source>Now at {month}</source>
            <translation>Now at {month}</translation>
        </message>
        <message>
            <source>What was exported, by channel and month</source>
            <translation>What was exported, by channel and month</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nothing</translation>
        </message>
        <message>
            <source>together {sum}</source>
            <translation>together {sum}</translation>
        </message>
        <message>
            <source>{channel} {sum} ({orders})</source>
            <translation>{channel} {sum} ({orders})</translation>
        </message>
        <message>
            <source>{month}: {figures}.</source>
            <translation>{month}: {figures}.</translation>
        </message>
        <message>
            <source>{n} order</source>
            <translation>{n} order</translation>
        </message>
        <message>
            <source>{n} orders</source>
            <translation>{n} orders</translation>
        </message>
    </context>
    <context>
        <name>TypePage</name>
        <message>
            <source>A place that your order files come from.</source>
            <translation>A place that your order files come from.</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>Integration type</source>
            <translation>Integration type</translation>
        </message>
        <message>
            <source>Sales channel</source>
            <translation>Sales channel</translation>
        </message>
        <message>
            <source>The books that your invoices go to.</source>
            <translation>The books that your invoices go to.</translation>
        </message>
        <message>
            <source>What do you want to link?</source>
            <translation>What do you want to link?</translation>
        </message>
    </context>
    <context>
        <name>Undo</name>
        <message>
            <source>Credit note {number}</source>
            <translation>Credit note {number}</translation>
        </message>
        <message>
            <source>Delete {n} invoice</source>
            <translation>Delete {n} invoice</translation>
        </message>
        <message>
            <source>Delete {n} invoices</source>
            <translation>Delete {n} invoices</translation>
        </message>
        <message>
            <source>Deleted</source>
            <translation>Deleted</translation>
        </message>
        <message>
            <source>Gets a credit note</source>
            <translation>Gets a credit note</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>In doubt</source>
            <translation>In doubt</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Invoice</translation>
        </message>
        <message>
            <source>Is deleted</source>
            <translation>Is deleted</translation>
        </message>
        <message>
            <source>None</source>
            <translation>None</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>Not done</translation>
        </message>
        <message>
            <source>Nothing taken back so far</source>
            <translation>Nothing taken back so far</translation>
        </message>
        <message>
            <source>Nothing was taken back</source>
            <translation>Nothing was taken back</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>Post {n} credit note</source>
            <translation>Post {n} credit note</translation>
        </message>
        <message>
            <source>Post {n} credit notes</source>
            <translation>Post {n} credit notes</translation>
        </message>
        <message>
            <source>Stays</source>
            <translation>Stays</translation>
        </message>
        <message>
            <source>Taken back so far: {sums}</source>
            <translation>Taken back so far: {sums}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>What came of it</source>
            <translation>What came of it</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>What happens</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Why</translation>
        </message>
        <message>
            <source>You stopped the undo. What was taken back until then stands.</source>
            <translation>You stopped the undo. What was taken back until then stands.</translation>
        </message>
        <message>
            <source>post {n} credit note</source>
            <translation>post {n} credit note</translation>
        </message>
        <message>
            <source>post {n} credit notes</source>
            <translation>post {n} credit notes</translation>
        </message>
        <message>
            <source>{delete} and {note}</source>
            <translation>{delete} and {note}</translation>
        </message>
        <message>
            <source>{n} are in doubt: the next undo of this run looks in KashFlow first.</source>
            <translation>{n} are in doubt: the next undo of this run looks in KashFlow first.</translation>
        </message>
        <message>
            <source>{n} are not done: undo the run again to go on with them.</source>
            <translation>{n} are not done: undo the run again to go on with them.</translation>
        </message>
        <message>
            <source>{n} credit note posted</source>
            <translation>{n} credit note posted</translation>
        </message>
        <message>
            <source>{n} credit notes posted</source>
            <translation>{n} credit notes posted</translation>
        </message>
        <message>
            <source>{n} invoice deleted</source>
            <translation>{n} invoice deleted</translation>
        </message>
        <message>
            <source>{n} invoice gets a credit note dated today: {sum}.</source>
            <translation>{n} invoice gets a credit note dated today: {sum}.</translation>
        </message>
        <message>
            <source>{n} invoice is deleted: {sum}.</source>
            <translation>{n} invoice is deleted: {sum}.</translation>
        </message>
        <message>
            <source>{n} invoices are deleted: {sum}.</source>
            <translation>{n} invoices are deleted: {sum}.</translation>
        </message>
        <message>
            <source>{n} invoices deleted</source>
            <translation>{n} invoices deleted</translation>
        </message>
        <message>
            <source>{n} invoices get a credit note dated today: {sum}.</source>
            <translation>{n} invoices get a credit note dated today: {sum}.</translation>
        </message>
        <message>
            <source>{n} is in doubt: the next undo of this run looks in KashFlow first.</source>
            <translation>{n} is in doubt: the next undo of this run looks in KashFlow first.</translation>
        </message>
        <message>
            <source>{n} is not done: undo the run again to go on with it.</source>
            <translation>{n} is not done: undo the run again to go on with it.</translation>
        </message>
        <message>
            <source>{n} stay as they are.</source>
            <translation>{n} stay as they are.</translation>
        </message>
        <message>
            <source>{n} stay as they are: {sum}.</source>
            <translation>{n} stay as they are: {sum}.</translation>
        </message>
        <message>
            <source>{n} stays as it is.</source>
            <translation>{n} stays as it is.</translation>
        </message>
        <message>
            <source>{n} stays as it is: {sum}.</source>
            <translation>{n} stays as it is: {sum}.</translation>
        </message>
    </context>
    <context>
        <name>UndoDialog</name>
        <message>
            <source>&amp;Look in KashFlow</source>
            <translation>&amp;Look in KashFlow</translation>
        </message>
        <message>
            <source>Looking at each invoice of the run in KashFlow…</source>
            <translation>Looking at each invoice of the run in KashFlow…</translation>
        </message>
        <message>
            <source>Nothing of this run is in KashFlow.</source>
            <translation>Nothing of this run is in KashFlow.</translation>
        </message>
        <message>
            <source>Try &amp;again</source>
            <translation>Try &amp;again</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Undo run {id} of {moment}?</source>
            <translation>Undo run {id} of {moment}?</translation>
        </message>
        <message>
            <source>Up to which day is your VAT filed? An invoice in a period that is filed is not deleted: it gets a credit note. The answer is kept; you can change it in the Integration Manager.</source>
            <translation>Up to which day is your VAT filed? An invoice in a period that is filed is not deleted: it gets a credit note. The answer is kept; you can change it in the Integration Manager.</translation>
        </message>
        <message>
            <source>What happens to each invoice</source>
            <translation>What happens to each invoice</translation>
        </message>
    </context>
    <context>
        <name>UndoResultView</name>
        <message>
            <source>&amp;Back to the runs</source>
            <translation>&amp;Back to the runs</translation>
        </message>
        <message>
            <source>What came of each invoice</source>
            <translation>What came of each invoice</translation>
        </message>
    </context>
    <context>
        <name>UndoRunningView</name>
        <message>
            <source>&amp;Stop after this invoice</source>
            <translation>&amp;Stop after this invoice</translation>
        </message>
        <message>
            <source>Progress of the undo</source>
            <translation>Progress of the undo</translation>
        </message>
    </context>
    <context>
        <name>VatFiled</name>
        <message>
            <source>&amp;Keep</source>
            <translation>&amp;Keep</translation>
        </message>
        <message>
            <source>&amp;No VAT return is filed yet</source>
            <translation>&amp;No VAT return is filed yet</translation>
        </message>
        <message>
            <source>No VAT return is filed yet.</source>
            <translation>No VAT return is filed yet.</translation>
        </message>
        <message>
            <source>Not said yet up to when VAT is filed.</source>
            <translation>Not said yet up to when VAT is filed.</translation>
        </message>
        <message>
            <source>Orders dated on or before this day are exported only when you say so, and an undo deletes no invoice there: it gets a credit note instead.</source>
            <translation>Orders dated on or before this day are exported only when you say so, and an undo deletes no invoice there: it gets a credit note instead.</translation>
        </message>
        <message>
            <source>VAT filed by {company}</source>
            <translation>VAT filed by {company}</translation>
        </message>
        <message>
            <source>VAT filed up to</source>
            <translation>VAT filed up to</translation>
        </message>
        <message>
            <source>VAT is &amp;filed up to</source>
            <translation>VAT is &amp;filed up to</translation>
        </message>
        <message>
            <source>VAT is filed up to {day}.</source>
            <translation>VAT is filed up to {day}.</translation>
        </message>
    </context>
    <context>
        <name>WaitingView</name>
        <message>
            <source>Progress of the preview</source>
            <translation>Progress of the preview</translation>
        </message>
        <message>
            <source>Working out the invoices: {done} of {total} orders</source>
            <translation>Working out the invoices: {done} of {total} orders</translation>
        </message>
        <message>
            <source>Working out the invoices…</source>
            <translation>Working out the invoices…</translation>
        </message>
    </context>
    <context>
        <name>WatchedPage</name>
        <message>
            <source>The folder is now watched.</source>
            <translation>The folder is now watched.</translation>
        </message>
        <message>
            <source>Watched</source>
            <translation>Watched</translation>
        </message>
        <message>
            <source>While kfdesk is open it looks there every minute. What it read is shown under Orders; without the window, “kfdesk import --watched” reads what is new.</source>
            <translation>While kfdesk is open it looks there every minute. What it read is shown under Orders; without the window, “kfdesk import --watched” reads what is new.</translation>
        </message>
    </context>
    <context>
        <name>WorkPage</name>
        <message>
            <source>This was only a look: nothing in KashFlow was changed.</source>
            <translation>This was only a look: nothing in KashFlow was changed.</translation>
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <source>0 %</source>
            <translation>0 %</translation>
        </message>
        <message>
            <source>20 %</source>
            <translation>20 %</translation>
        </message>
        <message>
            <source>5 %</source>
            <translation>5 %</translation>
        </message>
        <message>
            <source>A UK sale all the same</source>
            <translation>A UK sale all the same</translation>
        </message>
        <message>
            <source>A credit note of {amount} waits until you accept the change.</source>
            <translation>A credit note of {amount} waits until you accept the change.</translation>
        </message>
        <message>
            <source>A gift card was sold: “{title}”. VAT on it depends on the kind of card.</source>
            <translation>A gift card was sold: “{title}”. VAT on it depends on the kind of card.</translation>
        </message>
        <message>
            <source>A payment of this amount is there already</source>
            <translation>A payment of this amount is there already</translation>
        </message>
        <message>
            <source>A payment of what is left is sent.</source>
            <translation>A payment of what is left is sent.</translation>
        </message>
        <message>
            <source>A payment of {amount} is already on invoice {number} ({note}). Is it this order's?</source>
            <translation>A payment of {amount} is already on invoice {number} ({note}). Is it this order's?</translation>
        </message>
        <message>
            <source>A refund of order {order_number} was taken back: {amount}. Nothing was changed; if its credit note was sent already, correct it in KashFlow.</source>
            <translation>A refund of order {order_number} was taken back: {amount}. Nothing was changed; if its credit note was sent already, correct it in KashFlow.</translation>
        </message>
        <message>
            <source>A report of the marketplace says that the goods left another country ({country}), but the invoice in KashFlow has UK VAT on it.</source>
            <translation>A report of the marketplace says that the goods left another country ({country}), but the invoice in KashFlow has UK VAT on it.</translation>
        </message>
        <message>
            <source>A sale within the UK: UK VAT at the goods' own rates</source>
            <translation>A sale within the UK: UK VAT at the goods' own rates</translation>
        </message>
        <message>
            <source>A settle time of {seconds} seconds is too short.</source>
            <translation>A settle time of {seconds} seconds is too short.</translation>
        </message>
        <message>
            <source>A slow server could still carry out a request that kfdesk had given up, and double it.</source>
            <translation>A slow server could still carry out a request that kfdesk had given up, and double it.</translation>
        </message>
        <message>
            <source>A spreadsheet program has changed the order numbers in {path} (row {row}: {found}).</source>
            <translation>A spreadsheet program has changed the order numbers in {path} (row {row}: {found}).</translation>
        </message>
        <message>
            <source>A voucher: no VAT until it is spent</source>
            <translation>A voucher: no VAT until it is spent</translation>
        </message>
        <message>
            <source>API access is switched off in KashFlow. It says: {detail}</source>
            <translation>API access is switched off in KashFlow. It says: {detail}</translation>
        </message>
        <message>
            <source>Already in KashFlow</source>
            <translation>Already in KashFlow</translation>
        </message>
        <message>
            <source>Amazon VAT calculation report</source>
            <translation>Amazon VAT calculation report</translation>
        </message>
        <message>
            <source>Amazon VAT transactions report</source>
            <translation>Amazon VAT transactions report</translation>
        </message>
        <message>
            <source>Amazon orders</source>
            <translation>Amazon orders</translation>
        </message>
        <message>
            <source>Amazon settlement</source>
            <translation>Amazon settlement</translation>
        </message>
        <message>
            <source>Amazon transaction report</source>
            <translation>Amazon transaction report</translation>
        </message>
        <message>
            <source>Amazon unshipped orders</source>
            <translation>Amazon unshipped orders</translation>
        </message>
        <message>
            <source>An invoice in KashFlow may be this order</source>
            <translation>An invoice in KashFlow may be this order</translation>
        </message>
        <message>
            <source>An invoice in KashFlow may be this order, with another amount</source>
            <translation>An invoice in KashFlow may be this order, with another amount</translation>
        </message>
        <message>
            <source>An invoice in a period that is filed must not be deleted, so nothing was done.</source>
            <translation>An invoice in a period that is filed must not be deleted, so nothing was done.</translation>
        </message>
        <message>
            <source>An invoice of {found} bears our reference, but this book does not know of its export.</source>
            <translation>An invoice of {found} bears our reference, but this book does not know of its export.</translation>
        </message>
        <message>
            <source>An order in a foreign currency</source>
            <translation>An order in a foreign currency</translation>
        </message>
        <message>
            <source>Another channel has this sale</source>
            <translation>Another channel has this sale</translation>
        </message>
        <message>
            <source>Another export of this company is running: {by}.</source>
            <translation>Another export of this company is running: {by}.</translation>
        </message>
        <message>
            <source>Another program holds the book at {path}.</source>
            <translation>Another program holds the book at {path}.</translation>
        </message>
        <message>
            <source>April</source>
            <translation>April</translation>
        </message>
        <message>
            <source>Are orders in this currency to be invoiced?</source>
            <translation>Are orders in this currency to be invoiced?</translation>
        </message>
        <message>
            <source>Ask your accountant; then say that it may be dated so all the same, or take a later day.</source>
            <translation>Ask your accountant; then say that it may be dated so all the same, or take a later day.</translation>
        </message>
        <message>
            <source>At KashFlow's exchange rate</source>
            <translation>At KashFlow's exchange rate</translation>
        </message>
        <message>
            <source>August</source>
            <translation>August</translation>
        </message>
        <message>
            <source>Bank Account</source>
            <translation>Bank Account</translation>
        </message>
        <message>
            <source>Cancelled after its invoice was sent: tell with Refund… from which day {amount} is to be credited.</source>
            <translation>Cancelled after its invoice was sent: tell with Refund… from which day {amount} is to be credited.</translation>
        </message>
        <message>
            <source>Cancelled before it was exported: no invoice.</source>
            <translation>Cancelled before it was exported: no invoice.</translation>
        </message>
        <message>
            <source>Cancelled, but the money was kept</source>
            <translation>Cancelled, but the money was kept</translation>
        </message>
        <message>
            <source>Cancelled, but {paid} was paid and not given back.</source>
            <translation>Cancelled, but {paid} was paid and not given back.</translation>
        </message>
        <message>
            <source>Changed after its invoice was sent: {before} before, {after} now.</source>
            <translation>Changed after its invoice was sent: {before} before, {after} now.</translation>
        </message>
        <message>
            <source>Changed in KashFlow</source>
            <translation>Changed in KashFlow</translation>
        </message>
        <message>
            <source>Changed since export</source>
            <translation>Changed since export</translation>
        </message>
        <message>
            <source>Check the date of this computer, and whether a security program stands between.</source>
            <translation>Check the date of this computer, and whether a security program stands between.</translation>
        </message>
        <message>
            <source>Check the folder and its rights.</source>
            <translation>Check the folder and its rights.</translation>
        </message>
        <message>
            <source>Check the network and any firewall, then try again.</source>
            <translation>Check the network and any firewall, then try again.</translation>
        </message>
        <message>
            <source>Check the network, then try again.</source>
            <translation>Check the network, then try again.</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>Check the number.</translation>
        </message>
        <message>
            <source>Check the service address, and whether the network asks for a log-in of its own.</source>
            <translation>Check the service address, and whether the network asks for a log-in of its own.</translation>
        </message>
        <message>
            <source>Check the service address, or try again later.</source>
            <translation>Check the service address, or try again later.</translation>
        </message>
        <message>
            <source>Check the spelling of the service address.</source>
            <translation>Check the spelling of the service address.</translation>
        </message>
        <message>
            <source>Checking the company and its lists</source>
            <translation>Checking the company and its lists</translation>
        </message>
        <message>
            <source>Choose a column for it.</source>
            <translation>Choose a column for it.</translation>
        </message>
        <message>
            <source>Choose a longer period on the channel.</source>
            <translation>Choose a longer period on the channel.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Choose another folder.</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>Choose another name.</translation>
        </message>
        <message>
            <source>Choose another profile name.</source>
            <translation>Choose another profile name.</translation>
        </message>
        <message>
            <source>Choose one of: {choices}.</source>
            <translation>Choose one of: {choices}.</translation>
        </message>
        <message>
            <source>Close it, then try again.</source>
            <translation>Close it, then try again.</translation>
        </message>
        <message>
            <source>Close the file if another program has it open, or choose another place.</source>
            <translation>Close the file if another program has it open, or choose another place.</translation>
        </message>
        <message>
            <source>Credit note {number} is for money that was given back, so it stays.</source>
            <translation>Credit note {number} is for money that was given back, so it stays.</translation>
        </message>
        <message>
            <source>Credit note {number} stays open, for KashFlow said no to the {amount} that went back on it ({detail}): enter it in KashFlow yourself.</source>
            <translation>Credit note {number} stays open, for KashFlow said no to the {amount} that went back on it ({detail}): enter it in KashFlow yourself.</translation>
        </message>
        <message>
            <source>Credit note {number} stays open, for it is not clear how its invoice was paid: enter in KashFlow how the money went back.</source>
            <translation>Credit note {number} stays open, for it is not clear how its invoice was paid: enter in KashFlow how the money went back.</translation>
        </message>
        <message>
            <source>Credited</source>
            <translation>Credited</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Customer</translation>
        </message>
        <message>
            <source>Customer Source</source>
            <translation>Customer Source</translation>
        </message>
        <message>
            <source>Customer code</source>
            <translation>Customer code</translation>
        </message>
        <message>
            <source>Customer known</source>
            <translation>Customer known</translation>
        </message>
        <message>
            <source>Customer sent</source>
            <translation>Customer sent</translation>
        </message>
        <message>
            <source>Customer {code} in KashFlow is {name}. Is that this buyer?</source>
            <translation>Customer {code} in KashFlow is {name}. Is that this buyer?</translation>
        </message>
        <message>
            <source>Customer {code} was already there (found by {by}) and stays as it is.</source>
            <translation>Customer {code} was already there (found by {by}) and stays as it is.</translation>
        </message>
        <message>
            <source>Customers</source>
            <translation>Customers</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>Date changed in KashFlow</source>
            <translation>Date changed in KashFlow</translation>
        </message>
        <message>
            <source>Dated before {date}, from which this channel is exported.</source>
            <translation>Dated before {date}, from which this channel is exported.</translation>
        </message>
        <message>
            <source>Dated in a period whose VAT is filed</source>
            <translation>Dated in a period whose VAT is filed</translation>
        </message>
        <message>
            <source>Dated {date}, and VAT is filed up to {filed_to}: exported only when you say so.</source>
            <translation>Dated {date}, and VAT is filed up to {filed_to}: exported only when you say so.</translation>
        </message>
        <message>
            <source>December</source>
            <translation>December</translation>
        </message>
        <message>
            <source>Deleting payments and invoices</source>
            <translation>Deleting payments and invoices</translation>
        </message>
        <message>
            <source>Deleting the invoice</source>
            <translation>Deleting the invoice</translation>
        </message>
        <message>
            <source>Deleting the payment</source>
            <translation>Deleting the payment</translation>
        </message>
        <message>
            <source>Delivery Type</source>
            <translation>Delivery Type</translation>
        </message>
        <message>
            <source>Delivery split by the VAT rates of the goods.</source>
            <translation>Delivery split by the VAT rates of the goods.</translation>
        </message>
        <message>
            <source>Did the goods stay in the UK?</source>
            <translation>Did the goods stay in the UK?</translation>
        </message>
        <message>
            <source>Does the marketplace account to HMRC for the VAT on this sale?</source>
            <translation>Does the marketplace account to HMRC for the VAT on this sale?</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Edited after it was placed: lines and total do not fit; outstanding: {outstanding}.</source>
            <translation>Edited after it was placed: lines and total do not fit; outstanding: {outstanding}.</translation>
        </message>
        <message>
            <source>Enter a day from {first}, when it was invoiced, to {last}.</source>
            <translation>Enter a day from {first}, when it was invoiced, to {last}.</translation>
        </message>
        <message>
            <source>Enter an address that begins with https://.</source>
            <translation>Enter an address that begins with https://.</translation>
        </message>
        <message>
            <source>Enter it again under Settings, Edit.</source>
            <translation>Enter it again under Settings, Edit.</translation>
        </message>
        <message>
            <source>Enter it like 12.50.</source>
            <translation>Enter it like 12.50.</translation>
        </message>
        <message>
            <source>Enter the password again.</source>
            <translation>Enter the password again.</translation>
        </message>
        <message>
            <source>Enter them again. If a separate API password is set under API Settings, use that one, not the one you log in with.</source>
            <translation>Enter them again. If a separate API password is set under API Settings, use that one, not the one you log in with.</translation>
        </message>
        <message>
            <source>Etsy order items</source>
            <translation>Etsy order items</translation>
        </message>
        <message>
            <source>Etsy orders</source>
            <translation>Etsy orders</translation>
        </message>
        <message>
            <source>Etsy statement</source>
            <translation>Etsy statement</translation>
        </message>
        <message>
            <source>Exempt or outside VAT: the lines show no VAT at all.</source>
            <translation>Exempt or outside VAT: the lines show no VAT at all.</translation>
        </message>
        <message>
            <source>Export From</source>
            <translation>Export From</translation>
        </message>
        <message>
            <source>Export Orders</source>
            <translation>Export Orders</translation>
        </message>
        <message>
            <source>Export Orders is off for {channel}.</source>
            <translation>Export Orders is off for {channel}.</translation>
        </message>
        <message>
            <source>Export it all the same</source>
            <translation>Export it all the same</translation>
        </message>
        <message>
            <source>Export the order first; if something about its invoice is open, see what the order says.</source>
            <translation>Export the order first; if something about its invoice is open, see what the order says.</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Exported</translation>
        </message>
        <message>
            <source>February</source>
            <translation>February</translation>
        </message>
        <message>
            <source>Fetch it again, and do not open it before you drop it.</source>
            <translation>Fetch it again, and do not open it before you drop it.</translation>
        </message>
        <message>
            <source>Fetch the file again and do not open it before you drop it here.</source>
            <translation>Fetch the file again and do not open it before you drop it here.</translation>
        </message>
        <message>
            <source>Fetch the file again from the channel.</source>
            <translation>Fetch the file again from the channel.</translation>
        </message>
        <message>
            <source>Fetch the file again with all columns.</source>
            <translation>Fetch the file again with all columns.</translation>
        </message>
        <message>
            <source>Fetch the file again, and drop it as it comes.</source>
            <translation>Fetch the file again, and drop it as it comes.</translation>
        </message>
        <message>
            <source>Fetch the file again.</source>
            <translation>Fetch the file again.</translation>
        </message>
        <message>
            <source>Fetch the orders file from the channel, and drop it as it comes. If these are orders, drop it on the window of kfdesk and say what its columns mean (or import it with --mapping).</source>
            <translation>Fetch the orders file from the channel, and drop it as it comes. If these are orders, drop it on the window of kfdesk and say what its columns mean (or import it with --mapping).</translation>
        </message>
        <message>
            <source>Fetch {instead} instead.</source>
            <translation>Fetch {instead} instead.</translation>
        </message>
        <message>
            <source>Fill it in.</source>
            <translation>Fill it in.</translation>
        </message>
        <message>
            <source>For {found}, make a new integration.</source>
            <translation>For {found}, make a new integration.</translation>
        </message>
        <message>
            <source>Foreign Currency</source>
            <translation>Foreign Currency</translation>
        </message>
        <message>
            <source>Foreign Payments</source>
            <translation>Foreign Payments</translation>
        </message>
        <message>
            <source>Free some space or mend the folder's rights, then try again.</source>
            <translation>Free some space or mend the folder's rights, then try again.</translation>
        </message>
        <message>
            <source>Free some space, then try again.</source>
            <translation>Free some space, then try again.</translation>
        </message>
        <message>
            <source>Give the number of the one you mean: {choices}.</source>
            <translation>Give the number of the one you mean: {choices}.</translation>
        </message>
        <message>
            <source>Gone from KashFlow</source>
            <translation>Gone from KashFlow</translation>
        </message>
        <message>
            <source>Goods that left from outside the UK</source>
            <translation>Goods that left from outside the UK</translation>
        </message>
        <message>
            <source>Great Britain</source>
            <translation>Great Britain</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>Guernsey</source>
            <translation>Guernsey</translation>
        </message>
        <message>
            <source>Have you looked in KashFlow whether it is there?</source>
            <translation>Have you looked in KashFlow whether it is there?</translation>
        </message>
        <message>
            <source>If more was given back than was invoiced, enter the rest in KashFlow yourself.</source>
            <translation>If more was given back than was invoiced, enter the rest in KashFlow yourself.</translation>
        </message>
        <message>
            <source>If more was given back, say how much (--amount).</source>
            <translation>If more was given back, say how much (--amount).</translation>
        </message>
        <message>
            <source>If this is one more refund of the same sum, say so.</source>
            <translation>If this is one more refund of the same sum, say so.</translation>
        </message>
        <message>
            <source>Import it again: what is there already counts once.</source>
            <translation>Import it again: what is there already counts once.</translation>
        </message>
        <message>
            <source>Import it for a channel of its own.</source>
            <translation>Import it for a channel of its own.</translation>
        </message>
        <message>
            <source>Import it without a column mapping.</source>
            <translation>Import it without a column mapping.</translation>
        </message>
        <message>
            <source>Import orders, or see what they need.</source>
            <translation>Import orders, or see what they need.</translation>
        </message>
        <message>
            <source>Import the {marketplace} order file first, then this one again.</source>
            <translation>Import the {marketplace} order file first, then this one again.</translation>
        </message>
        <message>
            <source>In Apps &gt; API Settings switch Remote Login on.</source>
            <translation>In Apps &gt; API Settings switch Remote Login on.</translation>
        </message>
        <message>
            <source>In Apps &gt; API Settings switch Restrict Access off, or add {address}. The address may change.</source>
            <translation>In Apps &gt; API Settings switch Restrict Access off, or add {address}. The address may change.</translation>
        </message>
        <message>
            <source>In KashFlow open Apps &gt; API Settings and tick Enabled.</source>
            <translation>In KashFlow open Apps &gt; API Settings and tick Enabled.</translation>
        </message>
        <message>
            <source>In KashFlow, not in the book</source>
            <translation>In KashFlow, not in the book</translation>
        </message>
        <message>
            <source>In doubt</source>
            <translation>In doubt</translation>
        </message>
        <message>
            <source>In {currency} at KashFlow's rate of {rate}, read on {date}.</source>
            <translation>In {currency} at KashFlow's rate of {rate}, read on {date}.</translation>
        </message>
        <message>
            <source>Install the newest kfdesk.</source>
            <translation>Install the newest kfdesk.</translation>
        </message>
        <message>
            <source>Invoice</source>
            <translation>Invoice</translation>
        </message>
        <message>
            <source>Invoice Date</source>
            <translation>Invoice Date</translation>
        </message>
        <message>
            <source>Invoice it as it stands here</source>
            <translation>Invoice it as it stands here</translation>
        </message>
        <message>
            <source>Invoice it in its own currency</source>
            <translation>Invoice it in its own currency</translation>
        </message>
        <message>
            <source>Invoice sent</source>
            <translation>Invoice sent</translation>
        </message>
        <message>
            <source>Invoice the channel's total, the difference on a line of its own</source>
            <translation>Invoice the channel's total, the difference on a line of its own</translation>
        </message>
        <message>
            <source>Invoice {number} ({customer}, {date}) looks like this order but comes to {gross}, not {ours}. If it is this order, correct it in KashFlow or leave the order out.</source>
            <translation>Invoice {number} ({customer}, {date}) looks like this order but comes to {gross}, not {ours}. If it is this order, correct it in KashFlow or leave the order out.</translation>
        </message>
        <message>
            <source>Invoice {number} ({customer}, {date}, {gross}) may already be this order. Is it the same sale?</source>
            <translation>Invoice {number} ({customer}, {date}, {gross}) may already be this order. Is it the same sale?</translation>
        </message>
        <message>
            <source>Invoice {number} has credit notes already; the rest of it is credited.</source>
            <translation>Invoice {number} has credit notes already; the rest of it is credited.</translation>
        </message>
        <message>
            <source>Invoice {number} has two payments for this order.</source>
            <translation>Invoice {number} has two payments for this order.</translation>
        </message>
        <message>
            <source>Invoice {number} in KashFlow bears this order's reference, but says {theirs} instead of {ours}.</source>
            <translation>Invoice {number} in KashFlow bears this order's reference, but says {theirs} instead of {ours}.</translation>
        </message>
        <message>
            <source>Invoice {number} is already credited in full.</source>
            <translation>Invoice {number} is already credited in full.</translation>
        </message>
        <message>
            <source>Invoice {number} is dated {date}, and VAT is filed up to {filed_to}.</source>
            <translation>Invoice {number} is dated {date}, and VAT is filed up to {filed_to}.</translation>
        </message>
        <message>
            <source>Invoice {number} is deleted, its payment first.</source>
            <translation>Invoice {number} is deleted, its payment first.</translation>
        </message>
        <message>
            <source>Invoice {number} is deleted.</source>
            <translation>Invoice {number} is deleted.</translation>
        </message>
        <message>
            <source>Invoice {number} is no longer in KashFlow.</source>
            <translation>Invoice {number} is no longer in KashFlow.</translation>
        </message>
        <message>
            <source>Invoice {number} was changed in KashFlow: {field} is {found}, {sent} was sent.</source>
            <translation>Invoice {number} was changed in KashFlow: {field} is {found}, {sent} was sent.</translation>
        </message>
        <message>
            <source>Invoice {number} was found in KashFlow, not sent by this run, so it stays.</source>
            <translation>Invoice {number} was found in KashFlow, not sent by this run, so it stays.</translation>
        </message>
        <message>
            <source>Invoice {number} was taken over for {other}, so this order has none: the next export sends it.</source>
            <translation>Invoice {number} was taken over for {other}, so this order has none: the next export sends it.</translation>
        </message>
        <message>
            <source>Invoice {number}, the second with this order's reference, is being deleted.</source>
            <translation>Invoice {number}, the second with this order's reference, is being deleted.</translation>
        </message>
        <message>
            <source>Invoiced</source>
            <translation>Invoiced</translation>
        </message>
        <message>
            <source>Invoices in that currency, at KashFlow's own rate, for the whole channel.</source>
            <translation>Invoices in that currency, at KashFlow's own rate, for the whole channel.</translation>
        </message>
        <message>
            <source>Is it the same sale?</source>
            <translation>Is it the same sale?</translation>
        </message>
        <message>
            <source>Is it to be exported into a period whose VAT is filed?</source>
            <translation>Is it to be exported into a period whose VAT is filed?</translation>
        </message>
        <message>
            <source>Is that customer this buyer?</source>
            <translation>Is that customer this buyer?</translation>
        </message>
        <message>
            <source>Is that invoice this order's?</source>
            <translation>Is that invoice this order's?</translation>
        </message>
        <message>
            <source>Is that payment this order's?</source>
            <translation>Is that payment this order's?</translation>
        </message>
        <message>
            <source>Is the channel's total right for the order as it was edited?</source>
            <translation>Is the channel's total right for the order as it was edited?</translation>
        </message>
        <message>
            <source>Is the money that was kept to be invoiced?</source>
            <translation>Is the money that was kept to be invoiced?</translation>
        </message>
        <message>
            <source>Is the order right as it stands here?</source>
            <translation>Is the order right as it stands here?</translation>
        </message>
        <message>
            <source>Is the order to be invoiced in full?</source>
            <translation>Is the order to be invoiced in full?</translation>
        </message>
        <message>
            <source>Is this a sale under UK VAT?</source>
            <translation>Is this a sale under UK VAT?</translation>
        </message>
        <message>
            <source>Is what was paid this order's?</source>
            <translation>Is what was paid this order's?</translation>
        </message>
        <message>
            <source>It can be spent on anything: the line shows no VAT now.</source>
            <translation>It can be spent on anything: the line shows no VAT now.</translation>
        </message>
        <message>
            <source>It can be: {allowed}.</source>
            <translation>It can be: {allowed}.</translation>
        </message>
        <message>
            <source>It cannot be told how much VAT the delivery of {delivery} bears.</source>
            <translation>It cannot be told how much VAT the delivery of {delivery} bears.</translation>
        </message>
        <message>
            <source>It cannot be told whether the prices hold the tax of {tax}.</source>
            <translation>It cannot be told whether the prices hold the tax of {tax}.</translation>
        </message>
        <message>
            <source>It is dated in that period all the same; the return may have to be corrected.</source>
            <translation>It is dated in that period all the same; the return may have to be corrected.</translation>
        </message>
        <message>
            <source>It is known already that {given} was given back on {date}.</source>
            <translation>It is known already that {given} was given back on {date}.</translation>
        </message>
        <message>
            <source>It is my own VAT, and it is paid out to me</source>
            <translation>It is my own VAT, and it is paid out to me</translation>
        </message>
        <message>
            <source>It is not clear which channel {path} belongs to.</source>
            <translation>It is not clear which channel {path} belongs to.</translation>
        </message>
        <message>
            <source>It is not in KashFlow: send it once more</source>
            <translation>It is not in KashFlow: send it once more</translation>
        </message>
        <message>
            <source>It is not said yet which column holds {missing}.</source>
            <translation>It is not said yet which column holds {missing}.</translation>
        </message>
        <message>
            <source>It is not the VAT on my price</source>
            <translation>It is not the VAT on my price</translation>
        </message>
        <message>
            <source>It is not written anywhere.</source>
            <translation>It is not written anywhere.</translation>
        </message>
        <message>
            <source>It is this buyer: use that customer</source>
            <translation>It is this buyer: use that customer</translation>
        </message>
        <message>
            <source>It is this order's invoice: take it over</source>
            <translation>It is this order's invoice: take it over</translation>
        </message>
        <message>
            <source>It may or may not have arrived. kfdesk looks in KashFlow before it sends anything again.</source>
            <translation>It may or may not have arrived. kfdesk looks in KashFlow before it sends anything again.</translation>
        </message>
        <message>
            <source>It stayed in the UK</source>
            <translation>It stayed in the UK</translation>
        </message>
        <message>
            <source>It waits for you.</source>
            <translation>It waits for you.</translation>
        </message>
        <message>
            <source>It waits, so there is no invoice.</source>
            <translation>It waits, so there is no invoice.</translation>
        </message>
        <message>
            <source>It was not carried out.</source>
            <translation>It was not carried out.</translation>
        </message>
        <message>
            <source>It went abroad</source>
            <translation>It went abroad</translation>
        </message>
        <message>
            <source>Its columns are: {choices}.</source>
            <translation>Its columns are: {choices}.</translation>
        </message>
        <message>
            <source>Its export was undone.</source>
            <translation>Its export was undone.</translation>
        </message>
        <message>
            <source>January</source>
            <translation>January</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>Jersey</translation>
        </message>
        <message>
            <source>July</source>
            <translation>July</translation>
        </message>
        <message>
            <source>June</source>
            <translation>June</translation>
        </message>
        <message>
            <source>KashFlow could not be reached.</source>
            <translation>KashFlow could not be reached.</translation>
        </message>
        <message>
            <source>KashFlow does not accept this user name and password. It says: {detail}</source>
            <translation>KashFlow does not accept this user name and password. It says: {detail}</translation>
        </message>
        <message>
            <source>KashFlow does not hold invoice {number} as it was sent: {differences}.</source>
            <translation>KashFlow does not hold invoice {number} as it was sent: {differences}.</translation>
        </message>
        <message>
            <source>KashFlow does not let this computer in. It says: {detail}</source>
            <translation>KashFlow does not let this computer in. It says: {detail}</translation>
        </message>
        <message>
            <source>KashFlow gave no clear answer about this order yet; that is settled first.</source>
            <translation>KashFlow gave no clear answer about this order yet; that is settled first.</translation>
        </message>
        <message>
            <source>KashFlow gave number {number} for this order and for {other}.</source>
            <translation>KashFlow gave number {number} for this order and for {other}.</translation>
        </message>
        <message>
            <source>KashFlow has no VAT rate of {rate} %.</source>
            <translation>KashFlow has no VAT rate of {rate} %.</translation>
        </message>
        <message>
            <source>KashFlow has no currency {currency}.</source>
            <translation>KashFlow has no currency {currency}.</translation>
        </message>
        <message>
            <source>KashFlow has no {setting} “{given}”.</source>
            <translation>KashFlow has no {setting} “{given}”.</translation>
        </message>
        <message>
            <source>KashFlow has several entries called “{given}” for {setting}.</source>
            <translation>KashFlow has several entries called “{given}” for {setting}.</translation>
        </message>
        <message>
            <source>KashFlow is having trouble: {detail}</source>
            <translation>KashFlow is having trouble: {detail}</translation>
        </message>
        <message>
            <source>KashFlow is not as it was when you looked at run {run}: {changed} of its invoices changed.</source>
            <translation>KashFlow is not as it was when you looked at run {run}: {changed} of its invoices changed.</translation>
        </message>
        <message>
            <source>KashFlow now has the invoice under {date}; the day here is as sent.</source>
            <translation>KashFlow now has the invoice under {date}; the day here is as sent.</translation>
        </message>
        <message>
            <source>KashFlow rejected the request: {detail}</source>
            <translation>KashFlow rejected the request: {detail}</translation>
        </message>
        <message>
            <source>KashFlow said no: {detail}</source>
            <translation>KashFlow said no: {detail}</translation>
        </message>
        <message>
            <source>KashFlow said yes but gave no number.</source>
            <translation>KashFlow said yes but gave no number.</translation>
        </message>
        <message>
            <source>KashFlow took too long to answer.</source>
            <translation>KashFlow took too long to answer.</translation>
        </message>
        <message>
            <source>KashFlow would not delete invoice {number}: {detail}</source>
            <translation>KashFlow would not delete invoice {number}: {detail}</translation>
        </message>
        <message>
            <source>KashFlow's list for {setting} came back empty. Look at it in KashFlow, then export again.</source>
            <translation>KashFlow's list for {setting} came back empty. Look at it in KashFlow, then export again.</translation>
        </message>
        <message>
            <source>KashFlow's list of invoices is not complete ({detail}).</source>
            <translation>KashFlow's list of invoices is not complete ({detail}).</translation>
        </message>
        <message>
            <source>Keep the book in a folder on this computer.</source>
            <translation>Keep the book in a folder on this computer.</translation>
        </message>
        <message>
            <source>Last look failed</source>
            <translation>Last look failed</translation>
        </message>
        <message>
            <source>Leave it out</source>
            <translation>Leave it out</translation>
        </message>
        <message>
            <source>Leave the invoice as it is</source>
            <translation>Leave the invoice as it is</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Left out</translation>
        </message>
        <message>
            <source>Left out by you: {reason}</source>
            <translation>Left out by you: {reason}</translation>
        </message>
        <message>
            <source>Left out of the export, so there is no invoice.</source>
            <translation>Left out of the export, so there is no invoice.</translation>
        </message>
        <message>
            <source>Lines of order {order_number} stand away from its first row: the file was sorted. Download it again.</source>
            <translation>Lines of order {order_number} stand away from its first row: the file was sorted. Download it again.</translation>
        </message>
        <message>
            <source>Link one under Settings, New Integration.</source>
            <translation>Link one under Settings, New Integration.</translation>
        </message>
        <message>
            <source>Linked</source>
            <translation>Linked</translation>
        </message>
        <message>
            <source>Linking and exporting work without it; opening KashFlow from here asks for your login.</source>
            <translation>Linking and exporting work without it; opening KashFlow from here asks for your login.</translation>
        </message>
        <message>
            <source>Look at its invoices in KashFlow.</source>
            <translation>Look at its invoices in KashFlow.</translation>
        </message>
        <message>
            <source>Look at the new preview, then export.</source>
            <translation>Look at the new preview, then export.</translation>
        </message>
        <message>
            <source>Look at this invoice in KashFlow, and tell us.</source>
            <translation>Look at this invoice in KashFlow, and tell us.</translation>
        </message>
        <message>
            <source>Look at what would be done now, then undo.</source>
            <translation>Look at what would be done now, then undo.</translation>
        </message>
        <message>
            <source>Looking at each invoice in KashFlow</source>
            <translation>Looking at each invoice in KashFlow</translation>
        </message>
        <message>
            <source>Made out to the channel's own customer.</source>
            <translation>Made out to the channel's own customer.</translation>
        </message>
        <message>
            <source>Making sure of every invoice</source>
            <translation>Making sure of every invoice</translation>
        </message>
        <message>
            <source>March</source>
            <translation>March</translation>
        </message>
        <message>
            <source>Marketplace tax left out</source>
            <translation>Marketplace tax left out</translation>
        </message>
        <message>
            <source>May</source>
            <translation>May</translation>
        </message>
        <message>
            <source>Mend what it names, then try again.</source>
            <translation>Mend what it names, then try again.</translation>
        </message>
        <message>
            <source>Money given back on {date} for invoice {number}.</source>
            <translation>Money given back on {date} for invoice {number}.</translation>
        </message>
        <message>
            <source>Money was given back, but the file does not say how much of it was yours: {found}.</source>
            <translation>Money was given back, but the file does not say how much of it was yours: {found}.</translation>
        </message>
        <message>
            <source>My tax, and the prices hold it</source>
            <translation>My tax, and the prices hold it</translation>
        </message>
        <message>
            <source>My tax, on top of the prices</source>
            <translation>My tax, on top of the prices</translation>
        </message>
        <message>
            <source>Name the channel (--channel), one of: {choices}.</source>
            <translation>Name the channel (--channel), one of: {choices}.</translation>
        </message>
        <message>
            <source>Name the channel that those orders are in.</source>
            <translation>Name the channel that those orders are in.</translation>
        </message>
        <message>
            <source>Names are on the invoices for good, so no two channels may share one.</source>
            <translation>Names are on the invoices for good, so no two channels may share one.</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Needs attention</translation>
        </message>
        <message>
            <source>No KashFlow company is linked yet.</source>
            <translation>No KashFlow company is linked yet.</translation>
        </message>
        <message>
            <source>No UK VAT: sold from outside the UK ({country}).</source>
            <translation>No UK VAT: sold from outside the UK ({country}).</translation>
        </message>
        <message>
            <source>No VAT</source>
            <translation>No VAT</translation>
        </message>
        <message>
            <source>No VAT is charged on this channel</source>
            <translation>No VAT is charged on this channel</translation>
        </message>
        <message>
            <source>No VAT yet: a voucher; its VAT is due when it is spent.</source>
            <translation>No VAT yet: a voucher; its VAT is due when it is spent.</translation>
        </message>
        <message>
            <source>No VAT: a tip.</source>
            <translation>No VAT: a tip.</translation>
        </message>
        <message>
            <source>No VAT: set for the channel.</source>
            <translation>No VAT: set for the channel.</translation>
        </message>
        <message>
            <source>No VAT: the company is not registered.</source>
            <translation>No VAT: the company is not registered.</translation>
        </message>
        <message>
            <source>No VAT: you said so.</source>
            <translation>No VAT: you said so.</translation>
        </message>
        <message>
            <source>No clear answer from KashFlow ({detail}).</source>
            <translation>No clear answer from KashFlow ({detail}).</translation>
        </message>
        <message>
            <source>No clear answer to “{operation}” ({detail}). kfdesk looks in KashFlow before it sends again.</source>
            <translation>No clear answer to “{operation}” ({detail}). kfdesk looks in KashFlow before it sends again.</translation>
        </message>
        <message>
            <source>No invoice of order {order_number} stands in KashFlow for sure, so nothing can be credited.</source>
            <translation>No invoice of order {order_number} stands in KashFlow for sure, so nothing can be credited.</translation>
        </message>
        <message>
            <source>No invoice. You can bring it back.</source>
            <translation>No invoice. You can bring it back.</translation>
        </message>
        <message>
            <source>No order is ready.</source>
            <translation>No order is ready.</translation>
        </message>
        <message>
            <source>No password is kept for {profile}.</source>
            <translation>No password is kept for {profile}.</translation>
        </message>
        <message>
            <source>No payment is sent for the order.</source>
            <translation>No payment is sent for the order.</translation>
        </message>
        <message>
            <source>No payment: Foreign Payments is off for the channel.</source>
            <translation>No payment: Foreign Payments is off for the channel.</translation>
        </message>
        <message>
            <source>No payment: Record Payments is off for the channel.</source>
            <translation>No payment: Record Payments is off for the channel.</translation>
        </message>
        <message>
            <source>No payment: not paid yet.</source>
            <translation>No payment: not paid yet.</translation>
        </message>
        <message>
            <source>No secure connection to the service ({detail}).</source>
            <translation>No secure connection to the service ({detail}).</translation>
        </message>
        <message>
            <source>Nobody said yet up to when the VAT of {company} is filed.</source>
            <translation>Nobody said yet up to when the VAT of {company} is filed.</translation>
        </message>
        <message>
            <source>None of its orders were taken. If it is a report, some of its refunds are in the book already.</source>
            <translation>None of its orders were taken. If it is a report, some of its refunds are in the book already.</translation>
        </message>
        <message>
            <source>Northern Ireland</source>
            <translation>Northern Ireland</translation>
        </message>
        <message>
            <source>Not a sale of this channel: {why}.</source>
            <translation>Not a sale of this channel: {why}.</translation>
        </message>
        <message>
            <source>Not despatched yet.</source>
            <translation>Not despatched yet.</translation>
        </message>
        <message>
            <source>Not exported yet</source>
            <translation>Not exported yet</translation>
        </message>
        <message>
            <source>Not linked yet</source>
            <translation>Not linked yet</translation>
        </message>
        <message>
            <source>Not paid yet.</source>
            <translation>Not paid yet.</translation>
        </message>
        <message>
            <source>Nothing about the invoice of order {order_number} waits for you.</source>
            <translation>Nothing about the invoice of order {order_number} waits for you.</translation>
        </message>
        <message>
            <source>Nothing answers at the service address.</source>
            <translation>Nothing answers at the service address.</translation>
        </message>
        <message>
            <source>Nothing is credited, and it is not asked again.</source>
            <translation>Nothing is credited, and it is not asked again.</translation>
        </message>
        <message>
            <source>Nothing is paid of {gross} in KashFlow.</source>
            <translation>Nothing is paid of {gross} in KashFlow.</translation>
        </message>
        <message>
            <source>Nothing more is sent until there is.</source>
            <translation>Nothing more is sent until there is.</translation>
        </message>
        <message>
            <source>Nothing of it reached KashFlow.</source>
            <translation>Nothing of it reached KashFlow.</translation>
        </message>
        <message>
            <source>Nothing of it was taken into the book.</source>
            <translation>Nothing of it was taken into the book.</translation>
        </message>
        <message>
            <source>Nothing of it was taken into the book. It is read again by itself when they come.</source>
            <translation>Nothing of it was taken into the book. It is read again by itself when they come.</translation>
        </message>
        <message>
            <source>Nothing of it was taken into the book. Its columns begin: {found}.</source>
            <translation>Nothing of it was taken into the book. Its columns begin: {found}.</translation>
        </message>
        <message>
            <source>Nothing of it was taken into the book. With such numbers no double could be recognised.</source>
            <translation>Nothing of it was taken into the book. With such numbers no double could be recognised.</translation>
        </message>
        <message>
            <source>Nothing was changed or sent.</source>
            <translation>Nothing was changed or sent.</translation>
        </message>
        <message>
            <source>Nothing was changed, so that it is not credited twice.</source>
            <translation>Nothing was changed, so that it is not credited twice.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Nothing was changed.</translation>
        </message>
        <message>
            <source>Nothing was changed: the orders of {expected} stay with {expected}.</source>
            <translation>Nothing was changed: the orders of {expected} stay with {expected}.</translation>
        </message>
        <message>
            <source>Nothing was deleted, so that only what you saw is undone.</source>
            <translation>Nothing was deleted, so that only what you saw is undone.</translation>
        </message>
        <message>
            <source>Nothing was sent, so that only what you saw is sent.</source>
            <translation>Nothing was sent, so that only what you saw is sent.</translation>
        </message>
        <message>
            <source>Nothing was sent; the books are as they were.</source>
            <translation>Nothing was sent; the books are as they were.</translation>
        </message>
        <message>
            <source>November</source>
            <translation>November</translation>
        </message>
        <message>
            <source>October</source>
            <translation>October</translation>
        </message>
        <message>
            <source>Of order {order_number}, {known} is known already as given back.</source>
            <translation>Of order {order_number}, {known} is known already as given back.</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>On hold</translation>
        </message>
        <message>
            <source>Only orders that were undone, or whose invoice is gone from KashFlow, are exported again.</source>
            <translation>Only orders that were undone, or whose invoice is gone from KashFlow, are exported again.</translation>
        </message>
        <message>
            <source>Order changed after export</source>
            <translation>Order changed after export</translation>
        </message>
        <message>
            <source>Order discount of {discount} spread over the lines.</source>
            <translation>Order discount of {discount} spread over the lines.</translation>
        </message>
        <message>
            <source>Order edited after it was placed</source>
            <translation>Order edited after it was placed</translation>
        </message>
        <message>
            <source>Order {order_number} does not wait to be exported again.</source>
            <translation>Order {order_number} does not wait to be exported again.</translation>
        </message>
        <message>
            <source>Order {order_number} is in the file twice with other figures; the first was taken.</source>
            <translation>Order {order_number} is in the file twice with other figures; the first was taken.</translation>
        </message>
        <message>
            <source>Order {order_number} is not in the book. If it should be, import its order file, then this report again.</source>
            <translation>Order {order_number} is not in the book. If it should be, import its order file, then this report again.</translation>
        </message>
        <message>
            <source>Order {order_number} is one of {channel}: import this report for {channel} too.</source>
            <translation>Order {order_number} is one of {channel}: import this report for {channel} too.</translation>
        </message>
        <message>
            <source>Outside UK VAT</source>
            <translation>Outside UK VAT</translation>
        </message>
        <message>
            <source>Overpaid</source>
            <translation>Overpaid</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>Paid another way</source>
            <translation>Paid another way</translation>
        </message>
        <message>
            <source>Paid by “{method}”: record the payment of {paid} in KashFlow yourself.</source>
            <translation>Paid by “{method}”: record the payment of {paid} in KashFlow yourself.</translation>
        </message>
        <message>
            <source>Paid in part</source>
            <translation>Paid in part</translation>
        </message>
        <message>
            <source>Paid in part by other hands</source>
            <translation>Paid in part by other hands</translation>
        </message>
        <message>
            <source>Paid in part: record in KashFlow what was paid of {gross}.</source>
            <translation>Paid in part: record in KashFlow what was paid of {gross}.</translation>
        </message>
        <message>
            <source>Part of it is missing or was changed. Nothing of it was taken into the book.</source>
            <translation>Part of it is missing or was changed. Nothing of it was taken into the book.</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>Paying invoices that were sent before</source>
            <translation>Paying invoices that were sent before</translation>
        </message>
        <message>
            <source>Payment Method</source>
            <translation>Payment Method</translation>
        </message>
        <message>
            <source>Payment sent</source>
            <translation>Payment sent</translation>
        </message>
        <message>
            <source>Payments there</source>
            <translation>Payments there</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>Planned</translation>
        </message>
        <message>
            <source>Practice files are for the practice company only.</source>
            <translation>Practice files are for the practice company only.</translation>
        </message>
        <message>
            <source>Put back the newest copy: {newest_copy}.</source>
            <translation>Put back the newest copy: {newest_copy}.</translation>
        </message>
        <message>
            <source>Put the order file of the same period into the folder too, or import it.</source>
            <translation>Put the order file of the same period into the folder too, or import it.</translation>
        </message>
        <message>
            <source>Put the order file of the same period into the folder too, or import it. Are those orders older than your book? Then take this file out of the folder.</source>
            <translation>Put the order file of the same period into the folder too, or import it. Are those orders older than your book? Then take this file out of the folder.</translation>
        </message>
        <message>
            <source>Read back and equal</source>
            <translation>Read back and equal</translation>
        </message>
        <message>
            <source>Read back from KashFlow, {field} is {found}; {sent} was sent.</source>
            <translation>Read back from KashFlow, {field} is {found}; {sent} was sent.</translation>
        </message>
        <message>
            <source>Reading what KashFlow already holds</source>
            <translation>Reading what KashFlow already holds</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Ready</translation>
        </message>
        <message>
            <source>Ready, but not sent to KashFlow yet.</source>
            <translation>Ready, but not sent to KashFlow yet.</translation>
        </message>
        <message>
            <source>Record Payments</source>
            <translation>Record Payments</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Reference</translation>
        </message>
        <message>
            <source>Reference changed in KashFlow</source>
            <translation>Reference changed in KashFlow</translation>
        </message>
        <message>
            <source>Refunded in full and never despatched: no invoice.</source>
            <translation>Refunded in full and never despatched: no invoice.</translation>
        </message>
        <message>
            <source>Refunds are only read for orders that are in the book. Nothing of it was taken into the book.</source>
            <translation>Refunds are only read for orders that are in the book. Nothing of it was taken into the book.</translation>
        </message>
        <message>
            <source>Remote Login is switched off in KashFlow. It says: {detail}</source>
            <translation>Remote Login is switched off in KashFlow. It says: {detail}</translation>
        </message>
        <message>
            <source>Row {rows} of the order cannot be read.</source>
            <translation>Row {rows} of the order cannot be read.</translation>
        </message>
        <message>
            <source>Row {row} has more cells than there are headings: a comma in a text has moved them.</source>
            <translation>Row {row} has more cells than there are headings: a comma in a text has moved them.</translation>
        </message>
        <message>
            <source>Run {run} is itself an undo, of run {undoes}.</source>
            <translation>Run {run} is itself an undo, of run {undoes}.</translation>
        </message>
        <message>
            <source>Sales Type</source>
            <translation>Sales Type</translation>
        </message>
        <message>
            <source>Say it with kfdesk company --vat-filed-to DATE, or none.</source>
            <translation>Say it with kfdesk company --vat-filed-to DATE, or none.</translation>
        </message>
        <message>
            <source>Say which one with --profile: {choices}.</source>
            <translation>Say which one with --profile: {choices}.</translation>
        </message>
        <message>
            <source>See the list of runs.</source>
            <translation>See the list of runs.</translation>
        </message>
        <message>
            <source>Sending credit notes</source>
            <translation>Sending credit notes</translation>
        </message>
        <message>
            <source>Sending invoices and payments</source>
            <translation>Sending invoices and payments</translation>
        </message>
        <message>
            <source>Sending one invoice and checking it before the others</source>
            <translation>Sending one invoice and checking it before the others</translation>
        </message>
        <message>
            <source>Sent as one: {quantity} times a price in whole pennies would not be exact.</source>
            <translation>Sent as one: {quantity} times a price in whole pennies would not be exact.</translation>
        </message>
        <message>
            <source>Sent as {sent}; KashFlow now says {found}.</source>
            <translation>Sent as {sent}; KashFlow now says {found}.</translation>
        </message>
        <message>
            <source>Sent as {sent}; KashFlow shows it at its own rate as {found}.</source>
            <translation>Sent as {sent}; KashFlow shows it at its own rate as {found}.</translation>
        </message>
        <message>
            <source>Sent as {sent}; the order now comes to {found}.</source>
            <translation>Sent as {sent}; the order now comes to {found}.</translation>
        </message>
        <message>
            <source>Sent from outside the UK ({country}): is it a UK sale at all?</source>
            <translation>Sent from outside the UK ({country}): is it a UK sale at all?</translation>
        </message>
        <message>
            <source>Sent from the UK: nothing says otherwise.</source>
            <translation>Sent from the UK: nothing says otherwise.</translation>
        </message>
        <message>
            <source>Sent from {place}.</source>
            <translation>Sent from {place}.</translation>
        </message>
        <message>
            <source>Sent outside the UK: 0 %, and the tax collected there is not yours</source>
            <translation>Sent outside the UK: 0 %, and the tax collected there is not yours</translation>
        </message>
        <message>
            <source>Sent outside the UK: 0 %, with proof of export</source>
            <translation>Sent outside the UK: 0 %, with proof of export</translation>
        </message>
        <message>
            <source>Sent to {place}.</source>
            <translation>Sent to {place}.</translation>
        </message>
        <message>
            <source>Sent within the UK or abroad</source>
            <translation>Sent within the UK or abroad</translation>
        </message>
        <message>
            <source>September</source>
            <translation>September</translation>
        </message>
        <message>
            <source>Set up a keyring if you want it kept.</source>
            <translation>Set up a keyring if you want it kept.</translation>
        </message>
        <message>
            <source>Settling what was left open</source>
            <translation>Settling what was left open</translation>
        </message>
        <message>
            <source>Several integrations are active.</source>
            <translation>Several integrations are active.</translation>
        </message>
        <message>
            <source>Several invoices bear the order's reference: {numbers}.</source>
            <translation>Several invoices bear the order's reference: {numbers}.</translation>
        </message>
        <message>
            <source>Several invoices in KashFlow bear this order's reference: {numbers}.</source>
            <translation>Several invoices in KashFlow bear this order's reference: {numbers}.</translation>
        </message>
        <message>
            <source>Shopify orders</source>
            <translation>Shopify orders</translation>
        </message>
        <message>
            <source>Shopify orders in JSON</source>
            <translation>Shopify orders in JSON</translation>
        </message>
        <message>
            <source>Sold from outside the UK: outside UK VAT</source>
            <translation>Sold from outside the UK: outside UK VAT</translation>
        </message>
        <message>
            <source>Somebody entered {paid} of {gross} on invoice {number}. Is {rest} still to be entered?</source>
            <translation>Somebody entered {paid} of {gross} on invoice {number}. Is {rest} still to be entered?</translation>
        </message>
        <message>
            <source>Something changed since the preview: {changed}.</source>
            <translation>Something changed since the preview: {changed}.</translation>
        </message>
        <message>
            <source>Something went wrong in kfdesk itself ({kind}).</source>
            <translation>Something went wrong in kfdesk itself ({kind}).</translation>
        </message>
        <message>
            <source>Square items</source>
            <translation>Square items</translation>
        </message>
        <message>
            <source>Start kfdesk again, and send us the details if it comes back.</source>
            <translation>Start kfdesk again, and send us the details if it comes back.</translation>
        </message>
        <message>
            <source>Still to be set: {missing}.</source>
            <translation>Still to be set: {missing}.</translation>
        </message>
        <message>
            <source>Stopped, as you asked.</source>
            <translation>Stopped, as you asked.</translation>
        </message>
        <message>
            <source>Switch it on for the channel.</source>
            <translation>Switch it on for the channel.</translation>
        </message>
        <message>
            <source>Switch your {marketplace} account to English, fetch the report again, and drop it as it comes.</source>
            <translation>Switch your {marketplace} account to English, fetch the report again, and drop it as it comes.</translation>
        </message>
        <message>
            <source>Taken as a sale within the UK: no country is named</source>
            <translation>Taken as a sale within the UK: no country is named</translation>
        </message>
        <message>
            <source>Takes back invoice {number}.</source>
            <translation>Takes back invoice {number}.</translation>
        </message>
        <message>
            <source>Tax collected by the marketplace on a UK sale</source>
            <translation>Tax collected by the marketplace on a UK sale</translation>
        </message>
        <message>
            <source>Tax collected by the marketplace, as its report says</source>
            <translation>Tax collected by the marketplace, as its report says</translation>
        </message>
        <message>
            <source>Tell what is left; if more was given back, enter the rest in KashFlow yourself.</source>
            <translation>Tell what is left; if more was given back, enter the rest in KashFlow yourself.</translation>
        </message>
        <message>
            <source>That invoice counts as the order's; no other is sent.</source>
            <translation>That invoice counts as the order's; no other is sent.</translation>
        </message>
        <message>
            <source>That payment is another's: enter this order's too</source>
            <translation>That payment is another's: enter this order's too</translation>
        </message>
        <message>
            <source>The amounts of a row of order {order_number} come to {calculated}, but its total is {stated}: one may stand under a heading that kfdesk does not know. Nothing of the row was taken. If it is a refund, tell it with Refund…</source>
            <translation>The amounts of a row of order {order_number} come to {calculated}, but its total is {stated}: one may stand under a heading that kfdesk does not know. Nothing of the row was taken. If it is a refund, tell it with Refund…</translation>
        </message>
        <message>
            <source>The book at {path} cannot be used: {why}</source>
            <translation>The book at {path} cannot be used: {why}</translation>
        </message>
        <message>
            <source>The book at {path} is damaged, or is no book.</source>
            <translation>The book at {path} is damaged, or is no book.</translation>
        </message>
        <message>
            <source>The book at {path} was written by a newer kfdesk.</source>
            <translation>The book at {path} was written by a newer kfdesk.</translation>
        </message>
        <message>
            <source>The book's folder {path} is not safe for exports: {why}.</source>
            <translation>The book's folder {path} is not safe for exports: {why}.</translation>
        </message>
        <message>
            <source>The calculated figure</source>
            <translation>The calculated figure</translation>
        </message>
        <message>
            <source>The channel says {stated}, the lines come to {calculated}.</source>
            <translation>The channel says {stated}, the lines come to {calculated}.</translation>
        </message>
        <message>
            <source>The connection broke before the answer was here.</source>
            <translation>The connection broke before the answer was here.</translation>
        </message>
        <message>
            <source>The customer in KashFlow may be somebody else</source>
            <translation>The customer in KashFlow may be somebody else</translation>
        </message>
        <message>
            <source>The export stopped before this order: {detail}</source>
            <translation>The export stopped before this order: {detail}</translation>
        </message>
        <message>
            <source>The export stopped there. What was sent before is listed; nothing more was sent.</source>
            <translation>The export stopped there. What was sent before is listed; nothing more was sent.</translation>
        </message>
        <message>
            <source>The figure of the file</source>
            <translation>The figure of the file</translation>
        </message>
        <message>
            <source>The file does not say the VAT rate of “{title}”.</source>
            <translation>The file does not say the VAT rate of “{title}”.</translation>
        </message>
        <message>
            <source>The file does not say where it was sent.</source>
            <translation>The file does not say where it was sent.</translation>
        </message>
        <message>
            <source>The file does not say which country the order went to.</source>
            <translation>The file does not say which country the order went to.</translation>
        </message>
        <message>
            <source>The file names no items; one line stands for all {items}.</source>
            <translation>The file names no items; one line stands for all {items}.</translation>
        </message>
        <message>
            <source>The file says {stated} VAT, its own figures come to {calculated}.</source>
            <translation>The file says {stated} VAT, its own figures come to {calculated}.</translation>
        </message>
        <message>
            <source>The file states {tax} tax of yours.</source>
            <translation>The file states {tax} tax of yours.</translation>
        </message>
        <message>
            <source>The folder {path} cannot be watched: {why}.</source>
            <translation>The folder {path} cannot be watched: {why}.</translation>
        </message>
        <message>
            <source>The guide's page “Other tables” shows what it must look like.</source>
            <translation>The guide's page “Other tables” shows what it must look like.</translation>
        </message>
        <message>
            <source>The import of {path} was cut off when kfdesk ended.</source>
            <translation>The import of {path} was cut off when kfdesk ended.</translation>
        </message>
        <message>
            <source>The invoice bears the VAT that the file states.</source>
            <translation>The invoice bears the VAT that the file states.</translation>
        </message>
        <message>
            <source>The invoice bears the VAT that the rates come to.</source>
            <translation>The invoice bears the VAT that the rates come to.</translation>
        </message>
        <message>
            <source>The invoice comes to the prices and the tax together.</source>
            <translation>The invoice comes to the prices and the tax together.</translation>
        </message>
        <message>
            <source>The invoice comes to the prices, and the tax is in them.</source>
            <translation>The invoice comes to the prices, and the tax is in them.</translation>
        </message>
        <message>
            <source>The invoice comes to the prices, the tax is left out; a UK sale is at 0 %.</source>
            <translation>The invoice comes to the prices, the tax is left out; a UK sale is at 0 %.</translation>
        </message>
        <message>
            <source>The invoice is made out to that customer, who stays as it is.</source>
            <translation>The invoice is made out to that customer, who stays as it is.</translation>
        </message>
        <message>
            <source>The invoice was sent and is no longer in KashFlow.</source>
            <translation>The invoice was sent and is no longer in KashFlow.</translation>
        </message>
        <message>
            <source>The keyring did not keep the password.</source>
            <translation>The keyring did not keep the password.</translation>
        </message>
        <message>
            <source>The keyring is locked or does not answer.</source>
            <translation>The keyring is locked or does not answer.</translation>
        </message>
        <message>
            <source>The lines show no UK VAT; another country's VAT may be due.</source>
            <translation>The lines show no UK VAT; another country's VAT may be due.</translation>
        </message>
        <message>
            <source>The lines, dates and total shown here are invoiced, if they add up.</source>
            <translation>The lines, dates and total shown here are invoiced, if they add up.</translation>
        </message>
        <message>
            <source>The marketplace accounts for the VAT</source>
            <translation>The marketplace accounts for the VAT</translation>
        </message>
        <message>
            <source>The marketplace accounts for the VAT: your part is at 0 %</source>
            <translation>The marketplace accounts for the VAT: your part is at 0 %</translation>
        </message>
        <message>
            <source>The marketplace collected {tax} tax on a sale within the UK, as it does for overseas sellers.</source>
            <translation>The marketplace collected {tax} tax on a sale within the UK, as it does for overseas sellers.</translation>
        </message>
        <message>
            <source>The marketplace collected {tax} tax: it is on no invoice of yours.</source>
            <translation>The marketplace collected {tax} tax: it is on no invoice of yours.</translation>
        </message>
        <message>
            <source>The marketplace's tax, and the prices hold it</source>
            <translation>The marketplace's tax, and the prices hold it</translation>
        </message>
        <message>
            <source>The marketplace's tax, on top of the prices</source>
            <translation>The marketplace's tax, on top of the prices</translation>
        </message>
        <message>
            <source>The money cannot have been given back on {date}.</source>
            <translation>The money cannot have been given back on {date}.</translation>
        </message>
        <message>
            <source>The name “{name}” is or was another channel's.</source>
            <translation>The name “{name}” is or was another channel's.</translation>
        </message>
        <message>
            <source>The next export looks once more, then sends it.</source>
            <translation>The next export looks once more, then sends it.</translation>
        </message>
        <message>
            <source>The order comes to 0.00: no invoice.</source>
            <translation>The order comes to 0.00: no invoice.</translation>
        </message>
        <message>
            <source>The order comes to {gross}, less than nothing.</source>
            <translation>The order comes to {gross}, less than nothing.</translation>
        </message>
        <message>
            <source>The order gets an invoice of its own.</source>
            <translation>The order gets an invoice of its own.</translation>
        </message>
        <message>
            <source>The order has no {date} yet, and the invoice is to bear it.</source>
            <translation>The order has no {date} yet, and the invoice is to bear it.</translation>
        </message>
        <message>
            <source>The order is in {currency}, and Foreign Currency is off for this channel.</source>
            <translation>The order is in {currency}, and Foreign Currency is off for this channel.</translation>
        </message>
        <message>
            <source>The order's payment is sent as well.</source>
            <translation>The order's payment is sent as well.</translation>
        </message>
        <message>
            <source>The order's reference on the invoice is now: {found}</source>
            <translation>The order's reference on the invoice is now: {found}</translation>
        </message>
        <message>
            <source>The password is not written anywhere and will be asked for each time.</source>
            <translation>The password is not written anywhere and will be asked for each time.</translation>
        </message>
        <message>
            <source>The price holds 20 % VAT.</source>
            <translation>The price holds 20 % VAT.</translation>
        </message>
        <message>
            <source>The price holds 5 % VAT.</source>
            <translation>The price holds 5 % VAT.</translation>
        </message>
        <message>
            <source>The report has order {order_number} in {found}, the book in {currency}: nothing of it was taken. If money was given back, tell it with Refund…</source>
            <translation>The report has order {order_number} in {found}, the book in {currency}: nothing of it was taken. If money was given back, tell it with Refund…</translation>
        </message>
        <message>
            <source>The rows of order {order_number} disagree about “{column}”: {found}. If it is a figure of the line, say so in the column mapping.</source>
            <translation>The rows of order {order_number} disagree about “{column}”: {found}. If it is a figure of the line, say so in the column mapping.</translation>
        </message>
        <message>
            <source>The safety copy of {path} could not be made: {why}</source>
            <translation>The safety copy of {path} could not be made: {why}</translation>
        </message>
        <message>
            <source>The service address cannot be found ({detail}).</source>
            <translation>The service address cannot be found ({detail}).</translation>
        </message>
        <message>
            <source>The service address does not answer in time.</source>
            <translation>The service address does not answer in time.</translation>
        </message>
        <message>
            <source>The shop's own tax of {tax} for {country} is part of the price, not UK VAT.</source>
            <translation>The shop's own tax of {tax} for {country} is part of the price, not UK VAT.</translation>
        </message>
        <message>
            <source>The table has no column {columns}.</source>
            <translation>The table has no column {columns}.</translation>
        </message>
        <message>
            <source>The tax goes on the invoice as your VAT; the invoice comes to the price with it.</source>
            <translation>The tax goes on the invoice as your VAT; the invoice comes to the price with it.</translation>
        </message>
        <message>
            <source>The tax is taken off the prices and left out; a UK sale is at 0 %.</source>
            <translation>The tax is taken off the prices and left out; a UK sale is at 0 %.</translation>
        </message>
        <message>
            <source>The whole invoice of order {order_number} ({gross}) is credited already, or about to be.</source>
            <translation>The whole invoice of order {order_number} ({gross}) is credited already, or about to be.</translation>
        </message>
        <message>
            <source>The {field} is empty.</source>
            <translation>The {field} is empty.</translation>
        </message>
        <message>
            <source>The {report} says that the marketplace accounts for the tax on this sale ({tax}), but the invoice in KashFlow has UK VAT on it.</source>
            <translation>The {report} says that the marketplace accounts for the tax on this sale ({tax}), but the invoice in KashFlow has UK VAT on it.</translation>
        </message>
        <message>
            <source>The {report} says that the marketplace accounts for the tax on this sale ({tax}); the order file has it as yours.</source>
            <translation>The {report} says that the marketplace accounts for the tax on this sale ({tax}); the order file has it as yours.</translation>
        </message>
        <message>
            <source>The {report} says that the marketplace accounts for the tax.</source>
            <translation>The {report} says that the marketplace accounts for the tax.</translation>
        </message>
        <message>
            <source>The {report} says that the marketplace accounts for {tax} tax.</source>
            <translation>The {report} says that the marketplace accounts for {tax} tax.</translation>
        </message>
        <message>
            <source>There is already an integration called “{name}”.</source>
            <translation>There is already an integration called “{name}”.</translation>
        </message>
        <message>
            <source>There is no active integration called “{name}”.</source>
            <translation>There is no active integration called “{name}”.</translation>
        </message>
        <message>
            <source>There is no channel “{name}”.</source>
            <translation>There is no channel “{name}”.</translation>
        </message>
        <message>
            <source>There is no export run {run}.</source>
            <translation>There is no export run {run}.</translation>
        </message>
        <message>
            <source>There is no order {order_number}.</source>
            <translation>There is no order {order_number}.</translation>
        </message>
        <message>
            <source>There is no package “{name}”.</source>
            <translation>There is no package “{name}”.</translation>
        </message>
        <message>
            <source>There is no room left for the book at {path}.</source>
            <translation>There is no room left for the book at {path}.</translation>
        </message>
        <message>
            <source>There is no second invoice of order {order_number} to delete: {why}.</source>
            <translation>There is no second invoice of order {order_number} to delete: {why}.</translation>
        </message>
        <message>
            <source>These are two sales: export this one too</source>
            <translation>These are two sales: export this one too</translation>
        </message>
        <message>
            <source>This computer has no keyring.</source>
            <translation>This computer has no keyring.</translation>
        </message>
        <message>
            <source>This computer is not on the internet.</source>
            <translation>This computer is not on the internet.</translation>
        </message>
        <message>
            <source>This login leads to {found}, not to {expected}.</source>
            <translation>This login leads to {found}, not to {expected}.</translation>
        </message>
        <message>
            <source>To have its orders in KashFlow again, choose them for export again.</source>
            <translation>To have its orders in KashFlow again, choose them for export again.</translation>
        </message>
        <message>
            <source>Try again in a few minutes.</source>
            <translation>Try again in a few minutes.</translation>
        </message>
        <message>
            <source>Try again in a minute.</source>
            <translation>Try again in a minute.</translation>
        </message>
        <message>
            <source>Try again later; tell us if it stays.</source>
            <translation>Try again later; tell us if it stays.</translation>
        </message>
        <message>
            <source>Try again; tell us if it stays.</source>
            <translation>Try again; tell us if it stays.</translation>
        </message>
        <message>
            <source>Twice in KashFlow</source>
            <translation>Twice in KashFlow</translation>
        </message>
        <message>
            <source>Twice no clear answer from KashFlow</source>
            <translation>Twice no clear answer from KashFlow</translation>
        </message>
        <message>
            <source>Twice no clear answer to “{operation}”. Please look in KashFlow, then decide.</source>
            <translation>Twice no clear answer to “{operation}”. Please look in KashFlow, then decide.</translation>
        </message>
        <message>
            <source>Two at once could send an order twice, so this one was not begun.</source>
            <translation>Two at once could send an order twice, so this one was not begun.</translation>
        </message>
        <message>
            <source>Two computers could each hold a copy and send orders twice, so nothing was sent.</source>
            <translation>Two computers could each hold a copy and send orders twice, so nothing was sent.</translation>
        </message>
        <message>
            <source>Two files of the order disagree</source>
            <translation>Two files of the order disagree</translation>
        </message>
        <message>
            <source>Two files of this order disagree: {before} and {after}.</source>
            <translation>Two files of this order disagree: {before} and {after}.</translation>
        </message>
        <message>
            <source>UK VAT at the goods' own rate.</source>
            <translation>UK VAT at the goods' own rate.</translation>
        </message>
        <message>
            <source>Undoing was cut off: undo the run again to bring it to its end.</source>
            <translation>Undoing was cut off: undo the run again to bring it to its end.</translation>
        </message>
        <message>
            <source>Undone</source>
            <translation>Undone</translation>
        </message>
        <message>
            <source>Undone on {date}. It is exported again only when you choose it.</source>
            <translation>Undone on {date}. It is exported again only when you choose it.</translation>
        </message>
        <message>
            <source>Unlock it, then try again.</source>
            <translation>Unlock it, then try again.</translation>
        </message>
        <message>
            <source>Unpaid</source>
            <translation>Unpaid</translation>
        </message>
        <message>
            <source>Use 1 to {longest} plain characters.</source>
            <translation>Use 1 to {longest} plain characters.</translation>
        </message>
        <message>
            <source>Use an address that begins with https://.</source>
            <translation>Use an address that begins with https://.</translation>
        </message>
        <message>
            <source>Use {least} seconds or more.</source>
            <translation>Use {least} seconds or more.</translation>
        </message>
        <message>
            <source>VAT</source>
            <translation>VAT</translation>
        </message>
        <message>
            <source>VAT 0 %, if you keep proof of export.</source>
            <translation>VAT 0 %, if you keep proof of export.</translation>
        </message>
        <message>
            <source>VAT 0 %: sent outside the UK ({country}).</source>
            <translation>VAT 0 %: sent outside the UK ({country}).</translation>
        </message>
        <message>
            <source>VAT 0 %: sent outside the UK, as you said.</source>
            <translation>VAT 0 %: sent outside the UK, as you said.</translation>
        </message>
        <message>
            <source>VAT 0 %: the marketplace accounts for the VAT.</source>
            <translation>VAT 0 %: the marketplace accounts for the VAT.</translation>
        </message>
        <message>
            <source>VAT as for goods that leave from the UK.</source>
            <translation>VAT as for goods that leave from the UK.</translation>
        </message>
        <message>
            <source>VAT by SKU</source>
            <translation>VAT by SKU</translation>
        </message>
        <message>
            <source>VAT in the file and VAT as calculated differ</source>
            <translation>VAT in the file and VAT as calculated differ</translation>
        </message>
        <message>
            <source>VAT is filed for its date</source>
            <translation>VAT is filed for its date</translation>
        </message>
        <message>
            <source>VAT is filed up to {filed_to}, and a credit note of {date} would change what was filed.</source>
            <translation>VAT is filed up to {filed_to}, and a credit note of {date} would change what was filed.</translation>
        </message>
        <message>
            <source>VAT on a gift card</source>
            <translation>VAT on a gift card</translation>
        </message>
        <message>
            <source>VAT rate not in the file</source>
            <translation>VAT rate not in the file</translation>
        </message>
        <message>
            <source>VAT where the file is silent</source>
            <translation>VAT where the file is silent</translation>
        </message>
        <message>
            <source>VAT {rate} %: set for SKUs that begin with {sku}.</source>
            <translation>VAT {rate} %: set for SKUs that begin with {sku}.</translation>
        </message>
        <message>
            <source>VAT {rate} %: set for the channel.</source>
            <translation>VAT {rate} %: set for the channel.</translation>
        </message>
        <message>
            <source>VAT {rate} %: set for what the file does not say.</source>
            <translation>VAT {rate} %: set for what the file does not say.</translation>
        </message>
        <message>
            <source>VAT {rate} %: the file says so.</source>
            <translation>VAT {rate} %: the file says so.</translation>
        </message>
        <message>
            <source>VAT {rate} %: the one rate that explains the file's tax of {tax}.</source>
            <translation>VAT {rate} %: the one rate that explains the file's tax of {tax}.</translation>
        </message>
        <message>
            <source>VAT {rate} %: you said so.</source>
            <translation>VAT {rate} %: you said so.</translation>
        </message>
        <message>
            <source>Wait until it has ended.</source>
            <translation>Wait until it has ended.</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>What answers at this address is not KashFlow's service, but a web page or something else.</source>
            <translation>What answers at this address is not KashFlow's service, but a web page or something else.</translation>
        </message>
        <message>
            <source>What is there is this order's: enter nothing more</source>
            <translation>What is there is this order's: enter nothing more</translation>
        </message>
        <message>
            <source>What is there is this order's: enter the rest</source>
            <translation>What is there is this order's: enter the rest</translation>
        </message>
        <message>
            <source>What it tells of the other orders was taken. It is read again by itself when more orders come.</source>
            <translation>What it tells of the other orders was taken. It is read again by itself when more orders come.</translation>
        </message>
        <message>
            <source>What it was for was not begun.</source>
            <translation>What it was for was not begun.</translation>
        </message>
        <message>
            <source>What kind of card was sold?</source>
            <translation>What kind of card was sold?</translation>
        </message>
        <message>
            <source>What the edit changed stands on a line of its own, at the VAT of the goods.</source>
            <translation>What the edit changed stands on a line of its own, at the VAT of the goods.</translation>
        </message>
        <message>
            <source>What was collected is left out, and your price holds VAT at the goods' own rate.</source>
            <translation>What was collected is left out, and your price holds VAT at the goods' own rate.</translation>
        </message>
        <message>
            <source>What was done until then stands.</source>
            <translation>What was done until then stands.</translation>
        </message>
        <message>
            <source>What was found still stands here ({why}).</source>
            <translation>What was found still stands here ({why}).</translation>
        </message>
        <message>
            <source>What was given back is not clear</source>
            <translation>What was given back is not clear</translation>
        </message>
        <message>
            <source>What was recorded before stands; nothing is sent twice.</source>
            <translation>What was recorded before stands; nothing is sent twice.</translation>
        </message>
        <message>
            <source>Whether it arrived is not known yet; export settles it.</source>
            <translation>Whether it arrived is not known yet; export settles it.</translation>
        </message>
        <message>
            <source>Whether the prices hold the tax, and whose it is</source>
            <translation>Whether the prices hold the tax, and whose it is</translation>
        </message>
        <message>
            <source>Which Orders</source>
            <translation>Which Orders</translation>
        </message>
        <message>
            <source>Which VAT do these goods bear?</source>
            <translation>Which VAT do these goods bear?</translation>
        </message>
        <message>
            <source>Which of the two VAT figures is right?</source>
            <translation>Which of the two VAT figures is right?</translation>
        </message>
        <message>
            <source>Whose tax is it, and do the prices hold it?</source>
            <translation>Whose tax is it, and do the prices hold it?</translation>
        </message>
        <message>
            <source>Without the whole list an order could be sent twice, so nothing more was sent.</source>
            <translation>Without the whole list an order could be sent twice, so nothing more was sent.</translation>
        </message>
        <message>
            <source>WooCommerce order items</source>
            <translation>WooCommerce order items</translation>
        </message>
        <message>
            <source>WooCommerce order lines</source>
            <translation>WooCommerce order lines</translation>
        </message>
        <message>
            <source>WooCommerce orders</source>
            <translation>WooCommerce orders</translation>
        </message>
        <message>
            <source>WooCommerce orders by WebToffee</source>
            <translation>WooCommerce orders by WebToffee</translation>
        </message>
        <message>
            <source>WooCommerce orders in JSON</source>
            <translation>WooCommerce orders in JSON</translation>
        </message>
        <message>
            <source>Working out the invoices</source>
            <translation>Working out the invoices</translation>
        </message>
        <message>
            <source>You said that invoice {number} is this order's: the next export takes it over.</source>
            <translation>You said that invoice {number} is this order's: the next export takes it over.</translation>
        </message>
        <message>
            <source>You said: “{answer}”. The next export looks in KashFlow once more and acts on it.</source>
            <translation>You said: “{answer}”. The next export looks in KashFlow once more and acts on it.</translation>
        </message>
        <message>
            <source>Your part goes on the invoice at 0 %; the tax it collected is left out.</source>
            <translation>Your part goes on the invoice at 0 %; the tax it collected is left out.</translation>
        </message>
        <message>
            <source>Your password was not sent.</source>
            <translation>Your password was not sent.</translation>
        </message>
        <message>
            <source>Your password would travel unprotected, so nothing was sent.</source>
            <translation>Your password would travel unprotected, so nothing was sent.</translation>
        </message>
        <message>
            <source>Zero-rated goods, such as books or food: VAT 0.00.</source>
            <translation>Zero-rated goods, such as books or food: VAT 0.00.</translation>
        </message>
        <message>
            <source>a date of the order</source>
            <translation>a date of the order</translation>
        </message>
        <message>
            <source>a price or a total</source>
            <translation>a price or a total</translation>
        </message>
        <message>
            <source>a replacement sent free of charge</source>
            <translation>a replacement sent free of charge</translation>
        </message>
        <message>
            <source>a row before it is missing, or was put in</source>
            <translation>a row before it is missing, or was put in</translation>
        </message>
        <message>
            <source>another program keeps copying it to the cloud</source>
            <translation>another program keeps copying it to the cloud</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelled</translation>
        </message>
        <message>
            <source>channel name</source>
            <translation>channel name</translation>
        </message>
        <message>
            <source>deleting the invoice</source>
            <translation>deleting the invoice</translation>
        </message>
        <message>
            <source>deleting the payment</source>
            <translation>deleting the payment</translation>
        </message>
        <message>
            <source>despatch date</source>
            <translation>despatch date</translation>
        </message>
        <message>
            <source>despatched by Amazon for a sale made elsewhere</source>
            <translation>despatched by Amazon for a sale made elsewhere</translation>
        </message>
        <message>
            <source>eBay File Exchange orders</source>
            <translation>eBay File Exchange orders</translation>
        </message>
        <message>
            <source>eBay orders</source>
            <translation>eBay orders</translation>
        </message>
        <message>
            <source>eBay transaction report</source>
            <translation>eBay transaction report</translation>
        </message>
        <message>
            <source>folder</source>
            <translation>folder</translation>
        </message>
        <message>
            <source>it ends before the hash that was noted</source>
            <translation>it ends before the hash that was noted</translation>
        </message>
        <message>
            <source>it is a folder, so take the files in it</source>
            <translation>it is a folder, so take the files in it</translation>
        </message>
        <message>
            <source>it is a zip in a zip, so unpack it first</source>
            <translation>it is a zip in a zip, so unpack it first</translation>
        </message>
        <message>
            <source>it is damaged or cut off</source>
            <translation>it is damaged or cut off</translation>
        </message>
        <message>
            <source>it is locked with a password, so unlock it first</source>
            <translation>it is locked with a password, so unlock it first</translation>
        </message>
        <message>
            <source>it is not a folder</source>
            <translation>it is not a folder</translation>
        </message>
        <message>
            <source>it is not a table of text or a spreadsheet</source>
            <translation>it is not a table of text or a spreadsheet</translation>
        </message>
        <message>
            <source>it is not there</source>
            <translation>it is not there</translation>
        </message>
        <message>
            <source>it is on a network drive</source>
            <translation>it is on a network drive</translation>
        </message>
        <message>
            <source>it is still being written, so wait until it is complete</source>
            <translation>it is still being written, so wait until it is complete</translation>
        </message>
        <message>
            <source>it is the folder that kfdesk keeps its book in</source>
            <translation>it is the folder that kfdesk keeps its book in</translation>
        </message>
        <message>
            <source>it is too large</source>
            <translation>it is too large</translation>
        </message>
        <message>
            <source>it would unpack to far more than an order file ever holds</source>
            <translation>it would unpack to far more than an order file ever holds</translation>
        </message>
        <message>
            <source>its letters cannot be made out</source>
            <translation>its letters cannot be made out</translation>
        </message>
        <message>
            <source>kfdesk reads {path} by itself, as orders of {format}.</source>
            <translation>kfdesk reads {path} by itself, as orders of {format}.</translation>
        </message>
        <message>
            <source>none of them is unpaid</source>
            <translation>none of them is unpaid</translation>
        </message>
        <message>
            <source>only one is left</source>
            <translation>only one is left</translation>
        </message>
        <message>
            <source>order date</source>
            <translation>order date</translation>
        </message>
        <message>
            <source>password</source>
            <translation>password</translation>
        </message>
        <message>
            <source>payment date</source>
            <translation>payment date</translation>
        </message>
        <message>
            <source>profile name</source>
            <translation>profile name</translation>
        </message>
        <message>
            <source>reading the list of invoices</source>
            <translation>reading the list of invoices</translation>
        </message>
        <message>
            <source>sending the customer</source>
            <translation>sending the customer</translation>
        </message>
        <message>
            <source>sending the invoice</source>
            <translation>sending the invoice</translation>
        </message>
        <message>
            <source>sending the payment</source>
            <translation>sending the payment</translation>
        </message>
        <message>
            <source>service address</source>
            <translation>service address</translation>
        </message>
        <message>
            <source>setting the credit note against the invoice</source>
            <translation>setting the credit note against the invoice</translation>
        </message>
        <message>
            <source>several of its sheets hold orders, so save each as a file of its own</source>
            <translation>several of its sheets hold orders, so save each as a file of its own</translation>
        </message>
        <message>
            <source>the Isle of Man</source>
            <translation>the Isle of Man</translation>
        </message>
        <message>
            <source>the VAT, which prices without it need</source>
            <translation>the VAT, which prices without it need</translation>
        </message>
        <message>
            <source>the currency</source>
            <translation>the currency</translation>
        </message>
        <message>
            <source>the later one was changed in KashFlow</source>
            <translation>the later one was changed in KashFlow</translation>
        </message>
        <message>
            <source>the name of the channel</source>
            <translation>the name of the channel</translation>
        </message>
        <message>
            <source>the order number</source>
            <translation>the order number</translation>
        </message>
        <message>
            <source>there are several tables in it, so take them one by one</source>
            <translation>there are several tables in it, so take them one by one</translation>
        </message>
        <message>
            <source>there is no table in it</source>
            <translation>there is no table in it</translation>
        </message>
        <message>
            <source>they changed while you looked</source>
            <translation>they changed while you looked</translation>
        </message>
        <message>
            <source>this computer does not let kfdesk look into it</source>
            <translation>this computer does not let kfdesk look into it</translation>
        </message>
        <message>
            <source>this computer does not let kfdesk read it</source>
            <translation>this computer does not let kfdesk read it</translation>
        </message>
        <message>
            <source>user name</source>
            <translation>user name</translation>
        </message>
        <message>
            <source>what it says was changed after it was written</source>
            <translation>what it says was changed after it was written</translation>
        </message>
        <message>
            <source>{amount} of rounding put on “{title}”.</source>
            <translation>{amount} of rounding put on “{title}”.</translation>
        </message>
        <message>
            <source>{amount} was given back, but the file has no date: tell it with Refund…</source>
            <translation>{amount} was given back, but the file has no date: tell it with Refund…</translation>
        </message>
        <message>
            <source>{amount} was paid on invoice {number} by somebody else.</source>
            <translation>{amount} was paid on invoice {number} by somebody else.</translation>
        </message>
        <message>
            <source>{channel} already has this sale as {order_number}.</source>
            <translation>{channel} already has this sale as {order_number}.</translation>
        </message>
        <message>
            <source>{channel} is not ready to export.</source>
            <translation>{channel} is not ready to export.</translation>
        </message>
        <message>
            <source>{channel} is not ready. Still to be set: {missing}.</source>
            <translation>{channel} is not ready. Still to be set: {missing}.</translation>
        </message>
        <message>
            <source>{currency} does not have two decimals, so KashFlow cannot hold it exactly.</source>
            <translation>{currency} does not have two decimals, so KashFlow cannot hold it exactly.</translation>
        </message>
        <message>
            <source>{given} is more than the {most} that is left of the invoice.</source>
            <translation>{given} is more than the {most} that is left of the invoice.</translation>
        </message>
        <message>
            <source>{kind} of {amount} on order {order_number}: it may still be decided for you, so it counts as no refund. If the money is gone for good, tell it with Refund…</source>
            <translation>{kind} of {amount} on order {order_number}: it may still be decided for you, so it counts as no refund. If the money is gone for good, tell it with Refund…</translation>
        </message>
        <message>
            <source>{over} more was given back of order {order_number} than its {gross}; what is beyond is not credited.</source>
            <translation>{over} more was given back of order {order_number} than its {gross}; what is beyond is not credited.</translation>
        </message>
        <message>
            <source>{paid} is paid in KashFlow, but not by a payment that kfdesk sent. {where}</source>
            <translation>{paid} is paid in KashFlow, but not by a payment that kfdesk sent. {where}</translation>
        </message>
        <message>
            <source>{paid} is paid in KashFlow, more than the invoice's {gross}.</source>
            <translation>{paid} is paid in KashFlow, more than the invoice's {gross}.</translation>
        </message>
        <message>
            <source>{paid} of {gross} is paid in KashFlow.</source>
            <translation>{paid} of {gross} is paid in KashFlow.</translation>
        </message>
        <message>
            <source>{path} ({report}) waits for its orders: the book has none of them yet.</source>
            <translation>{path} ({report}) waits for its orders: the book has none of them yet.</translation>
        </message>
        <message>
            <source>{path} ({report}) waits for orders that are not in the book. How many: {number}.</source>
            <translation>{path} ({report}) waits for orders that are not in the book. How many: {number}.</translation>
        </message>
        <message>
            <source>{path} cannot be read: {why}.</source>
            <translation>{path} cannot be read: {why}.</translation>
        </message>
        <message>
            <source>{path} cannot be taken.</source>
            <translation>{path} cannot be taken.</translation>
        </message>
        <message>
            <source>{path} does not hold a column mapping: {detail}.</source>
            <translation>{path} does not hold a column mapping: {detail}.</translation>
        </message>
        <message>
            <source>{path} has headings but no orders.</source>
            <translation>{path} has headings but no orders.</translation>
        </message>
        <message>
            <source>{path} is a practice file.</source>
            <translation>{path} is a practice file.</translation>
        </message>
        <message>
            <source>{path} is about {marketplace} orders, and the channel {channel} is not one for them.</source>
            <translation>{path} is about {marketplace} orders, and the channel {channel} is not one for them.</translation>
        </message>
        <message>
            <source>{path} is empty.</source>
            <translation>{path} is empty.</translation>
        </message>
        <message>
            <source>{path} is not an order file that kfdesk knows.</source>
            <translation>{path} is not an order file that kfdesk knows.</translation>
        </message>
        <message>
            <source>{path} is {report}, with headings in {language} that kfdesk cannot read.</source>
            <translation>{path} is {report}, with headings in {language} that kfdesk cannot read.</translation>
        </message>
        <message>
            <source>{path} is {report}; it holds no orders.</source>
            <translation>{path} is {report}; it holds no orders.</translation>
        </message>
        <message>
            <source>{path} lacks columns that orders of {format} need: {columns}.</source>
            <translation>{path} lacks columns that orders of {format} need: {columns}.</translation>
        </message>
        <message>
            <source>{path} seems to come from another account than {channel}: order {order_number} is another sale.</source>
            <translation>{path} seems to come from another account than {channel}: order {order_number} is another sale.</translation>
        </message>
        <message>
            <source>{path} tells of {marketplace} orders, and the book has no {marketplace} channel yet.</source>
            <translation>{path} tells of {marketplace} orders, and the book has no {marketplace} channel yet.</translation>
        </message>
        <message>
            <source>{path}: the rows of settlement {number} come to {found}, but it states {stated}.</source>
            <translation>{path}: the rows of settlement {number} come to {found}, but it states {stated}.</translation>
        </message>
        <message>
            <source>{problem}</source>
            <translation>{problem}</translation>
        </message>
        <message>
            <source>{question}: “{answer}”, as {by} answered on {date}.</source>
            <translation>{question}: “{answer}”, as {by} answered on {date}.</translation>
        </message>
        <message>
            <source>{rule}.</source>
            <translation>{rule}.</translation>
        </message>
        <message>
            <source>{setting} cannot be “{given}”.</source>
            <translation>{setting} cannot be “{given}”.</translation>
        </message>
        <message>
            <source>{setting} “{name}” is no longer in KashFlow.</source>
            <translation>{setting} “{name}” is no longer in KashFlow.</translation>
        </message>
        <message>
            <source>{tax} tax that the marketplace collected is left out.</source>
            <translation>{tax} tax that the marketplace collected is left out.</translation>
        </message>
        <message>
            <source>“{address}” is not a secure address.</source>
            <translation>“{address}” is not a secure address.</translation>
        </message>
        <message>
            <source>“{address}” is not a web address.</source>
            <translation>“{address}” is not a web address.</translation>
        </message>
        <message>
            <source>“{column}” holds “{found}”, which cannot be read.</source>
            <translation>“{column}” holds “{found}”, which cannot be read.</translation>
        </message>
        <message>
            <source>“{given}” is not an amount that can be given back.</source>
            <translation>“{given}” is not an amount that can be given back.</translation>
        </message>
        <message>
            <source>“{kind}” of {amount} on order {order_number}: kfdesk does not know what that is, so it counts as no refund. If it is one, tell it with Refund…</source>
            <translation>“{kind}” of {amount} on order {order_number}: kfdesk does not know what that is, so it counts as no refund. If it is one, tell it with Refund…</translation>
        </message>
        <message>
            <source>“{name}” cannot be a channel's name.</source>
            <translation>“{name}” cannot be a channel's name.</translation>
        </message>
        <message>
            <source>“{path}” could not be written.</source>
            <translation>“{path}” could not be written.</translation>
        </message>
        <message>
            <source>“{stamp}” is longer than the {longest} characters KashFlow keeps.</source>
            <translation>“{stamp}” is longer than the {longest} characters KashFlow keeps.</translation>
        </message>
    </context>
</TS>
