<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.home.about ?></p>
<form class="qiao-search" action="<?cs var:Url.formalities ?>" method="get" role="search"><label class="govuk-label" for="q"><?cs var:T.home.search ?></label><input class="govuk-input" type="search" id="q" name="q" maxlength="80" value=""><button class="govuk-button" type="submit"><?cs var:T.home.find ?></button></form>
<h2 class="govuk-heading-m"><?cs var:T.home.categories ?></h2>
<ul class="qiao-categories"><?cs each:c = Categories ?><li><a href="<?cs var:c.Href ?>"><b><?cs var:c.Name ?></b><span><?cs if:c.Count == #1 ?><?cs var:T.home.count_one ?><?cs else ?><?cs var:t1("home.count", c.Count) ?><?cs /if ?></span></a></li><?cs /each ?></ul>
<section class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.home.mine ?></h2><p><?cs if:Signed ?><?cs var:T.home.mine_signed ?><?cs else ?><?cs var:T.home.mine_text ?><?cs /if ?></p><?cs if:Signed ?><?cs call:link_button(Url.applications, T.layout.applications) ?><?cs else ?><?cs call:link_button(Url.signin, T.layout.signin) ?><?cs /if ?></section>
<div class="govuk-inset-text"><p><b><?cs var:T.home.danger ?></b></p><p><?cs var:T.home.danger_text ?> <a class="govuk-link" href="tel:+861012308">+86-10-12308</a></p></div>
<?cs call:page_end() ?>
