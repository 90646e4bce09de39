namespace Ayni.Data.Import.Sniffing;

/// <summary>Puts what was found of all files into one plan.</summary>
internal sealed class PlanMaker(IReadOnlyList<(SampledFile File, FileRole Role)> looked, SniffHints hints)
{
    private readonly List<OpenQuestion> _questions = [];
    private readonly List<string> _notes = [];

    public ImportPlan Make()
    {
        var events = Group(FileRole.Interactions);
        var products = Group(FileRole.Products);
        var (eventFile, productFile) = (Leader(events), Leader(products));
        var productFound = productFile is null ? null : new MeaningFinder(productFile, FileRole.Products, hints);
        var eventFound = eventFile is null ? null : new MeaningFinder(eventFile, FileRole.Interactions, hints);
        if (productFound is not null)
            new ProductFinder(productFile!, productFound).Find(eventFile?.Columns ?? []);
        if (eventFound is not null)
            new InteractionFinder(eventFile!, eventFound).Find(productFound?[Meaning.Product]);
        var eventPlan = eventFound is null ? null : new InteractionPlan(eventFile!, eventFound, hints);
        var productPlan = productFound is null ? null : new ProductPlan(productFile!, productFound, hints);
        var mapping = Mapping(eventPlan?.Make(events), eventPlan, productPlan);
        Gather(eventFile, eventFound, eventPlan?.Questions, eventPlan?.Notes);
        Gather(productFile, productFound, productPlan?.Questions, productPlan?.Notes);
        NoteUnused(eventFile, eventFound);
        CheckLinks(eventFile, eventFound, productFile, productFound);
        NoteRest(mapping);
        return new ImportPlan(
            mapping,
            new ImportFiles([.. events.Select(one => one.Path)], [.. products.Select(one => one.Path)]),
            [.. looked.Select(one => Look(one.File, one.Role, one.Role switch
            {
                FileRole.Interactions => eventFound,
                FileRole.Products => productFound,
                _ => null,
            }, productPlan))],
            _questions,
            _notes);
    }

    private List<SampledFile> Group(FileRole role)
        => [.. looked.Where(one => one.Role == role).Select(one => one.File)];

    /// <summary>The file of a group that leaves the least open; the others must be of one kind with it.</summary>
    private SampledFile? Leader(List<SampledFile> group)
    {
        if (group.Count == 0)
            return null;
        var leader = group.MinBy(file => file.Questions.Count)!;
        foreach (var other in group)
        {
            if (!SameColumns(leader, other) || other.Format != leader.Format
                || other.Layout.Delimiter != leader.Layout.Delimiter || other.Encoding != leader.Encoding)
            {
                _questions.Add(new OpenQuestion(
                    $"'{leader.Name}' and '{other.Name}' are of one sort, but are written differently, or have other "
                    + "columns.",
                    "import them one after the other"));
            }
        }

        return leader;
    }

    private static bool SameColumns(SampledFile one, SampledFile other)
        => one.Format is ImportFormat.Json or ImportFormat.Ndjson
            || one.Columns.Select(column => column.Name).SequenceEqual(other.Columns.Select(column => column.Name));

    private ImportMapping? Mapping(
        InteractionMapping? interactions, InteractionPlan? eventPlan, ProductPlan? productPlan)
    {
        var own = productPlan?.Make();
        var seen = eventPlan?.Hints;
        if (interactions is null && own is null)
            return null;
        var products = own is null && seen is null
            ? null
            : (own ?? new ProductMapping()) with { FromInteractions = seen };
        var needs = own?.Columns is { HavePrices: true, Currency: null } || seen is { Price: not null }
            || seen is { Amount: not null };
        if (products is not null)
        {
            products = products with
            {
                Currency = hints.Currency
                    ?? CurrencyOf([.. productPlan?.Currencies ?? [], .. eventPlan?.Currencies ?? []], needs),
            };
        }

        return new ImportMapping
        {
            // Also the first part of event ids: views and purchases at one instant are two.
            Name = interactions?.Type is { } type ? $"shop-{type}" : "shop",
            About = "Made by a look at the files",
            Interactions = interactions,
            Products = products,
        };
    }

    private string? CurrencyOf(IReadOnlyList<string?> met, bool isNeeded)
    {
        var codes = met.OfType<string>().Distinct().ToArray();
        if (codes.Length == 1 && !met.Contains(null))
            return codes[0];
        if (isNeeded)
        {
            _questions.Add(new OpenQuestion(
                codes.Length > 1 ? $"Prices are in several currencies: {string.Join(", ", codes)}."
                    : met.Contains(null) ? "Prices have a sign that several currencies have."
                    : "Prices have no currency.",
                "--currency PEN, or another code"));
        }

        return null;
    }

    private void Gather(
        SampledFile? file, MeaningFinder? found, IEnumerable<OpenQuestion>? questions, IEnumerable<string>? notes)
    {
        _questions.AddRange(file?.Questions ?? []);
        _questions.AddRange(found?.Questions ?? []);
        _questions.AddRange(questions ?? []);
        _notes.AddRange(notes ?? []);
    }

    private void NoteUnused(SampledFile? file, MeaningFinder? found)
    {
        var free = found?.Free.Select(column => column.Name).ToArray() ?? [];
        if (free.Length > 0)
            _notes.Add($"Columns of '{file!.Name}' that are not used: {string.Join(", ", free)}.");
    }

    /// <summary>Products that the catalogue does not list are a sign of a wrong column.</summary>
    private void CheckLinks(
        SampledFile? eventFile, MeaningFinder? eventFound, SampledFile? productFile, MeaningFinder? productFound)
    {
        if (eventFound?[Meaning.Product] is not { } product || productFound?[Meaning.Product] is not { } key)
            return;
        var share = product.CoveredBy(key);
        if (share >= 0.5 || productFile!.IsCut)
            return;
        _notes.Add(FormattableString.Invariant(
            $"Only {share:P0} of the products in '{eventFile!.Name}' ({product.Name}) are in '{productFile.Name}' ")
            + $"({key.Name}): is this its catalogue?");
    }

    private void NoteRest(ImportMapping? mapping)
    {
        var rest = looked.Where(one => one.Role == FileRole.None).Select(one => one.File.Name).ToArray();
        if (mapping is null)
        {
            _questions.Add(new OpenQuestion(
                $"{string.Join(", ", rest)}: neither interactions (a shopper, a product, a time) nor products (an id "
                + "and a name, category or price) were found.",
                "--mapping FILE, a mapping of your own; see trainer/Ayni.Data/Import/README.md"));
        }
        else if (rest.Length > 0)
        {
            _notes.Add($"Left out, being neither interactions nor products: {string.Join(", ", rest)}.");
        }

        foreach (var (name, column) in hints.Columns)
        {
            if (!looked.Any(one => one.File.Columns.Any(own => own.Name == column)))
            {
                _questions.Add(new OpenQuestion(
                    $"--column {name}={column}: no file has the column '{column}'.", "another"));
            }
        }
    }

    private static FileLook Look(SampledFile file, FileRole role, MeaningFinder? found, ProductPlan? products)
    {
        var isCsv = file.Format == ImportFormat.Csv;
        return new FileLook(
            file.Path,
            role,
            file.Format,
            file.Compression,
            file.Encoding is null ? null : $"{file.Encoding} ({file.EncodingWhy})",
            isCsv ? DialectSniffer.Name(file.Layout.Delimiter) : null,
            isCsv ? file.Layout.Quote : null,
            isCsv || file.Format == ImportFormat.Xlsx ? file.Layout.Header.IsPresent : null,
            file.Scanned,
            !file.IsCut,
            [.. file.Columns.Select(column => Column(file, column, role, found, products))]);
    }

    private static ColumnLook Column(
        SampledFile file, ColumnProfile column, FileRole role, MeaningFinder? found, ProductPlan? products)
    {
        var choice = found?.Choices.FirstOrDefault(one => one.Column.Name == column.Name);
        var attribute = role == FileRole.Products ? products?.Attributes.GetValueOrDefault(column.Name) : null;
        var example = file.Rows
            .Select(row => column.Ordinal < row.Length ? row[column.Ordinal] : null)
            .FirstOrDefault(value => value is not null);
        return new ColumnLook(
            column.Name,
            choice is null ? attribute is null ? null : $"attribute {attribute}" : MeaningFinder.NameOf(choice.Meaning),
            choice?.Why,
            example);
    }
}
