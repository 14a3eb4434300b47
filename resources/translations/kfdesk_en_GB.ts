<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>LinkedPage</name>
    <message numerus="yes">
        <source>%n customer source(s)</source>
        <translation>
            <numerusform>%n customer source</numerusform>
            <numerusform>%n customer sources</numerusform>
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
        <source>%n bank account(s)</source>
        <translation>
            <numerusform>%n bank account</numerusform>
            <numerusform>%n bank accounts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sales type(s)</source>
        <translation>
            <numerusform>%n sales type</numerusform>
            <numerusform>%n sales types</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>%n order</numerusform>
            <numerusform>%n orders</numerusform>
        </translation>
    </message>
</context>
</TS>
