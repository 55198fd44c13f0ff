<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<?cs def:part(title, text) ?><h2 class="govuk-heading-m"><?cs var:title ?></h2>
<p class="govuk-body"><?cs var:text ?></p><?cs /def ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.privacy.intro ?></p>
<?cs call:part(T.privacy.kept, T.privacy.kept_text) ?>
<?cs call:part(T.privacy.again, T.privacy.again_text) ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.remembered ?>"><?cs var:T.remembered.title ?></a> · <a class="govuk-link" href="<?cs var:Url.papers ?>"><?cs var:T.papers.own_title ?></a></p>
<?cs call:part(T.privacy.sealed, T.privacy.sealed_text) ?>
<?cs call:part(T.privacy.who, T.privacy.who_text) ?>
<?cs call:part(T.privacy.search, T.privacy.search_text) ?>
<?cs call:part(T.privacy.long, T.privacy.long_text) ?>
<?cs call:part(T.privacy.cookies, T.privacy.cookies_text) ?>
<h2 class="govuk-heading-m"><?cs var:T.privacy.rights ?></h2>
<ul class="govuk-list govuk-list--bullet"><li><?cs var:T.privacy.right_read ?></li><li><?cs var:T.privacy.right_views ?></li><li><?cs var:T.privacy.right_mend ?></li><li><?cs var:T.privacy.right_stop ?></li></ul>
<?cs call:page_end() ?>
