<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:Page.Text ?></p><?cs if:Page.Why == "barred" && OwnHref ?>
<p><a class="govuk-link" href="<?cs var:OwnHref ?>"><?cs var:T.desk.own.link ?></a></p><?cs /if ?>
<?cs if:CanAgain ?><?cs call:form_to("again", Here.Href) ?>
<?cs each:a = Again ?><input type="hidden" name="<?cs var:a.Name ?>" value="<?cs var:a.Value ?>"><?cs /each ?>
<?cs call:button(T.error.again) ?>
<?cs call:form_end() ?><?cs /if ?>
<p><a class="govuk-link" href="<?cs var:Url.home ?>"><?cs var:Page.HomeName ?></a></p>
<p class="qiao-quiet"><?cs var:t1("error.status", Page.Status) ?></p>
</div>
<?cs call:desk_end() ?>
