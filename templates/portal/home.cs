<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.home.about ?></p>
<?cs call:search_form("") ?>
<?cs call:life_links(Life) ?>
<?cs call:category_links(Categories) ?>
<section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.home.mine ?></h2><p><?cs if:Signed ?><?cs var:T.home.mine_signed ?><?cs else ?><?cs var:T.home.mine_text ?><?cs /if ?></p><?cs if:Signed ?><?cs call:link_button(Url.applications, T.layout.applications) ?><?cs else ?><?cs call:link_button(Url.signin, T.layout.signin) ?><?cs /if ?></section>
<div class="govuk-inset-text"><p><b><?cs var:T.home.danger ?></b></p><p><?cs var:T.home.danger_text ?> <a class="govuk-link" href="tel:+861012308">+86-10-12308</a></p></div>
<?cs call:page_end() ?>
