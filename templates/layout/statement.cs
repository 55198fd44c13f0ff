<?cs # The statements that the platform makes: the Chinese text, and a translation for who does not read it. ?><?cs

def:statement_lines(lines) ?><?cs each:w = lines ?><p><?cs var:w.Line ?></p><?cs /each ?><?cs /def ?><?cs

def:statement_body(s) ?><div lang="zh-Hans"><?cs if:s.OfficialName ?><p><b><?cs var:s.OfficialName ?></b></p><?cs /if ?><?cs call:statement_lines(s.Official) ?></div><?cs if:subcount(s.Courtesy) > #0 ?>
<div><p class="qiao-quiet"><?cs var:T.statement.courtesy ?></p>
<?cs call:statement_lines(s.Courtesy) ?></div><?cs /if ?><?cs /def ?><?cs

def:statement_details(s) ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:s.Name ?></span></summary><div class="govuk-details__text"><?cs call:statement_body(s) ?></div></details><?cs /def ?><?cs

def:statements_to_sign(told) ?><?cs if:subcount(Statements) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.statement.read_title ?></h2>
<p class="govuk-body"><?cs var:told ?></p>
<?cs each:s = Statements ?><?cs call:statement_details(s) ?>
<?cs /each ?><?cs /if ?><?cs /def ?>
