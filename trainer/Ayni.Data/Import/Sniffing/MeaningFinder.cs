namespace Ayni.Data.Import.Sniffing;

/// <summary>Finds which column means what: first what the caller says, then names whose content fits.</summary>
internal sealed class MeaningFinder
{
    /// <summary>Share of values that must fit where the name says the meaning: the others are bad rows.</summary>
    private const double NamedShare = 0.5;

    /// <summary>Share of rows whose type must be a known word.</summary>
    private const double TypedShare = 0.5;

    /// <summary>Values from which on their being different says that they are ids.</summary>
    private const int MinKeys = 10;

    private static readonly Meaning[] OfInteractions =
    [
        Meaning.User, Meaning.Product, Meaning.Timestamp, Meaning.Type, Meaning.Quantity, Meaning.Score, Meaning.Order,
        Meaning.EventId, Meaning.DurationSeconds, Meaning.Query, Meaning.ReviewText, Meaning.Name,
        Meaning.Description, Meaning.Price, Meaning.Amount,
    ];

    private static readonly Meaning[] OfProducts =
    [
        Meaning.Product, Meaning.Name, Meaning.Description, Meaning.Category, Meaning.Brand, Meaning.Price,
        Meaning.ListPrice, Meaning.Currency, Meaning.Stock, Meaning.ParentId, Meaning.Tags, Meaning.AddedAt,
    ];

    private readonly SampledFile _file;
    private readonly SniffHints _hints;
    private readonly List<ColumnChoice> _choices = [];

    public MeaningFinder(SampledFile file, FileRole role, SniffHints hints)
    {
        _file = file;
        _hints = hints;
        var meanings = role == FileRole.Products ? OfProducts : OfInteractions;
        foreach (var (name, column) in hints.Columns)
            Say(meanings, name, column);
        ByName(meanings);
    }

    public IReadOnlyList<ColumnChoice> Choices => _choices;

    public List<OpenQuestion> Questions { get; } = [];

    public ColumnProfile? this[Meaning meaning]
        => _choices.Find(choice => choice.Meaning == meaning)?.Column;

    /// <summary>Columns without a meaning.</summary>
    public IEnumerable<ColumnProfile> Free
        => _file.Columns.Where(column => column.Filled > 0 && !_choices.Exists(one => one.Column == column));

    public void Choose(ColumnProfile column, Meaning meaning, string why)
        => _choices.Add(new ColumnChoice(column, meaning, why));

    /// <summary>Whether a column's content allows a meaning.</summary>
    private bool Fits(ColumnProfile column, Meaning meaning) => meaning switch
    {
        Meaning.User or Meaning.ParentId => !column.IsCertainDate && !column.HasDecimals,
        Meaning.Product or Meaning.Order => !column.IsCertainDate && !column.HasDecimals && column.MeanLength <= 64,
        Meaning.Timestamp or Meaning.AddedAt => column.Dates.Count >= column.Filled * NamedShare,
        Meaning.Type => Typed(column) > 0,
        Meaning.Quantity or Meaning.Score or Meaning.Amount or Meaning.Price or Meaning.ListPrice or Meaning.Stock
            or Meaning.DurationSeconds => column.Numbers.Count >= column.Filled * NamedShare && !column.IsCertainDate,
        Meaning.EventId => column.IsId && column.Unique > 0.999,
        Meaning.Currency => column.Values is { } values
            && values.Keys.All(value => value.Length == 3 && value.All(char.IsAsciiLetter)),
        Meaning.Brand or Meaning.Category => !column.IsCertainDate && !column.HasDecimals,
        Meaning.ReviewText => !column.IsCertainDate && !column.IsNumber && !IsKey(column),
        Meaning.Name or Meaning.Description => !column.IsCertainDate && !column.HasDecimals && !column.IsNumber,
        _ => !column.IsCertainDate,
    };

    /// <summary>Values of one word, each of them once: ids of reviews, not their texts.</summary>
    private static bool IsKey(ColumnProfile column)
        => column is { Filled: >= MinKeys, Spaced: 0 } && column.Unique > 0.999;

    /// <summary>Share of the rows whose value is a known word for a type.</summary>
    public double Typed(ColumnProfile column)
        => column.Values is not { Count: > 0 } values
            ? 0
            : (double)values.Where(pair => TypeWords.Of(pair.Key, _hints) is not null).Sum(pair => pair.Value)
                / column.Filled;

    /// <summary>Gives a column another meaning than the one it has.</summary>
    public void Turn(ColumnProfile column, Meaning meaning, string why)
    {
        _choices.RemoveAll(choice => choice.Column == column);
        Choose(column, meaning, why);
    }

    /// <summary>A column of types whatever its name is.</summary>
    public ColumnProfile? ByTypes()
        => Free.Where(column => Typed(column) >= TypedShare).OrderByDescending(Typed).FirstOrDefault();

    /// <summary>A column that is named as types are, and none of whose values is known; null for none.</summary>
    public ColumnProfile? UnknownTypes()
        => Free.FirstOrDefault(column => column is { Values.Count: > 0, IsNumber: false, IsDate: false }
            && MeaningWords.SaysTypes(column.Words));

    private void Say(Meaning[] meanings, string name, string column)
    {
        var found = _file.Columns.FirstOrDefault(one => one.Name == column);
        var meaning = meanings.Where(one => NameOf(one) == name).Cast<Meaning?>().FirstOrDefault();
        if (found is not null && meaning is { } said)
            Choose(found, said, "as said");
    }

    /// <summary>Name of a meaning, as a mapping and --column write it.</summary>
    public static string NameOf(Meaning meaning)
        => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(meaning.ToString());

    private void ByName(Meaning[] meanings)
    {
        var ranked =
            from column in _file.Columns
            where column.Filled > 0
            from meaning in meanings
            let rank = MeaningWords.Rank(meaning, column.Words)
            where rank is not null
            orderby rank, Array.IndexOf(meanings, meaning), column.Ordinal
            select (column, meaning, rank);
        foreach (var (column, meaning, rank) in ranked.ToList())
        {
            if (_choices.Exists(one => one.Column == column))
                continue;
            // A catalogue may have several columns of categories, which make a path; "category_en" is no part of it.
            if (this[meaning] is { } taken && (meaning is not Meaning.Category || rank >= MeaningWords.ExtraWord))
            {
                if (meaning is Meaning.User or Meaning.Product or Meaning.Timestamp && Fits(column, meaning)
                    && MeaningWords.Rank(meaning, taken.Words) == rank)
                    Ask(meaning, taken, column);
            }
            else if (Fits(column, meaning))
            {
                Choose(column, meaning, "its name");
            }
        }

        var path = _choices.Where(one => one.Meaning == Meaning.Category).OrderBy(one => one.Column.Ordinal).ToList();
        _choices.RemoveAll(path.Contains);
        _choices.AddRange(path);
    }

    private void Ask(Meaning meaning, ColumnProfile one, ColumnProfile other)
    {
        var name = NameOf(meaning);
        Questions.Add(new OpenQuestion(
            $"Columns '{one.Name}' and '{other.Name}' of '{_file.Name}' may both be the {name}.",
            $"--column {name}={one.Name} or --column {name}={other.Name}"));
    }
}
