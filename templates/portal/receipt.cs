<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<div class="govuk-panel"><h1 class="govuk-panel__title"><?cs var:Page.Title ?></h1><div class="govuk-panel__body"><?cs var:T.tracking.number ?><br><strong><?cs var:Ref ?></strong></div></div>
<dl class="qiao-facts qiao-card"><div><dt><?cs var:T.receipt.what ?></dt><dd><?cs var:Of ?></dd></div><div><dt><?cs var:T.receipt.at ?></dt><dd><?cs call:moment(At) ?></dd></div><div><dt><?cs var:T.receipt.unit ?></dt><dd><?cs var:Unit ?></dd></div><?cs call:fact(T.receipt.to, Department) ?></dl>
<?cs if:NoZone ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.settings ?>"><?cs var:T.account.no_zone ?></a></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.receipt.next ?></h2>
<div class="qiao-card"><ol class="qiao-way"><li class="is-now" aria-current="step"><b><?cs if:Department ?><?cs var:t1("receipt.check_transfer", CheckBy) ?><?cs else ?><?cs var:t1("receipt.check", CheckBy) ?><?cs /if ?></b><span><?cs if:Department ?><?cs var:T.receipt.ask_text ?><?cs else ?><?cs var:T.receipt.check_text ?><?cs /if ?></span><?cs call:provisional(MissingYear) ?></li><?cs if:Department ?><li><b><?cs if:PromiseDays == #1 ?><?cs var:T.receipt.answer_one ?><?cs else ?><?cs var:t1("receipt.answer", PromiseDays) ?><?cs /if ?></b><span><?cs var:T.receipt.answer_text ?></span></li><?cs else ?><li><b><?cs if:PromiseDays == #0 ?><?cs var:T.receipt.at_once ?><?cs else ?><?cs if:PromiseDays == #1 ?><?cs var:T.receipt.promise_one ?><?cs else ?><?cs var:t1("receipt.promise", PromiseDays) ?><?cs /if ?><?cs /if ?></b><span><?cs var:T.receipt.promise_text ?></span></li><?cs /if ?></ol></div>
<?cs if:subcount(Steps) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.receipt.offline ?></h2>
<div class="qiao-card"><?cs call:step_rows(Steps) ?></div>
<?cs call:office(Place.It) ?><?cs /if ?>
<?cs if:StatementsHref ?><?cs if:Mode == "entrusted" ?><section class="qiao-next"><h2><?cs var:T.statement.forward_title ?></h2><p><?cs var:T.statement.forward ?></p><p><a class="govuk-link" href="<?cs var:StatementsHref ?>"><?cs var:T.statement.open ?></a></p></section><?cs else ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:StatementsHref ?>"><?cs var:T.statement.open ?></a></p><?cs /if ?><?cs /if ?>
<p class="govuk-body"><?cs var:T.receipt.keep ?></p>
<?cs if:Root.It.Hash ?><?cs call:root_card(Root.It) ?><?cs elif:RootSoon ?><p class="govuk-body"><?cs var:t1("root.soon", RootSoon) ?> <a class="govuk-link" href="<?cs var:Url.transparency ?>"><?cs var:T.root.about ?></a></p><?cs /if ?>
<?cs call:link_button(Follow, T.receipt.follow) ?>
<?cs call:page_end() ?>
