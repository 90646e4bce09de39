using System.Globalization;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Quality;

/// <summary>The columns of a log in two periods.</summary>
internal sealed class InteractionColumns
{
    private readonly InteractionRows _rows;
    private readonly Period _reference;
    private readonly Period _current;
    private readonly InteractionRows.Row[] _before;
    private readonly InteractionRows.Row[] _now;
    private readonly CatalogueOfRows _catalogue;

    public InteractionColumns(
        InteractionRows rows, IReadOnlyList<Product> products, Period reference, Period current)
    {
        (_rows, _reference, _current) = (rows, reference, current);
        _before = [.. rows.Rows.Where(row => reference.Contains(row.TimeMs))];
        _now = [.. rows.Rows.Where(row => current.Contains(row.TimeMs))];
        _catalogue = new CatalogueOfRows(rows.ProductIds, products);
    }

    public PeriodFacts FactsOf(Period period)
    {
        var rows = ReferenceEquals(period, _reference) ? _before : _now;
        return new PeriodFacts(
            period.From, period.To, $"{period}", rows.Length, rows.Select(row => row.User).Distinct().Count(),
            rows.Where(row => row.Product >= 0).Select(row => row.Product).Distinct().Count());
    }

    /// <summary>All columns that have something in a period, and why others are left out.</summary>
    public IReadOnlyList<QualityColumn> Make(List<string> notes)
    {
        List<QualityColumn> columns =
        [
            Texts(InteractionColumnInfos.Type, row => TypeNames.Of(row.Type)),
            Texts(InteractionColumnInfos.Hour, row => TypeNames.Hour(row.TimeMs), isOrdered: true),
        ];
        AddWeekday(columns, notes);
        AddNumbers(columns);
        AddOrders(columns);
        AddProducts(columns, notes);
        AddStretches(columns, notes);
        columns.Add(Flags(InteractionColumnInfos.Late, _before, _now, row => row.IsLate));
        columns.Add(new FlagColumn(
            InteractionColumnInfos.Duplicate, DuplicatesOf(_before), DuplicatesOf(_now)));
        return columns;
    }

    private void AddWeekday(List<QualityColumn> columns, List<string> notes)
    {
        if (IsWholeWeeks(_reference) && IsWholeWeeks(_current))
            columns.Add(Texts(InteractionColumnInfos.Weekday, row => TypeNames.Weekday(row.TimeMs), isOrdered: true));
        else
            notes.Add("Days of the week are not compared: the periods are not whole weeks.");

        static bool IsWholeWeeks(Period period) => period.Length.Ticks % TimeSpan.FromDays(7).Ticks == 0;
    }

    private void AddNumbers(List<QualityColumn> columns)
    {
        AddIfAny(
            columns, InteractionColumnInfos.Quantity, row => row.Type == InteractionType.Purchase, row => row.Score);
        AddIfAny(columns, InteractionColumnInfos.Rating, row => row.Type == InteractionType.Rating, row => row.Score);
        AddIfAny(columns, InteractionColumnInfos.Duration, _ => true, row => row.Seconds);
        AddIfAny(
            columns, InteractionColumnInfos.QueryLength, row => row.Type == InteractionType.Search,
            row => row.QueryLength < 0 ? double.NaN : row.QueryLength);
    }

    private void AddIfAny(
        List<QualityColumn> columns,
        ColumnInfo info,
        Func<InteractionRows.Row, bool> isMeant,
        Func<InteractionRows.Row, double> valueOf)
    {
        if (_before.Concat(_now).Any(row => isMeant(row) && !double.IsNaN(valueOf(row))))
            columns.Add(new NumberColumn(info, Numbers(_before), Numbers(_now)));

        Sample<double> Numbers(InteractionRows.Row[] all)
        {
            var rows = Array.FindAll(all, row => isMeant(row));
            return new(Array.ConvertAll(rows, row => valueOf(row)), Array.ConvertAll(rows, row => row.User));
        }
    }

    private void AddOrders(List<QualityColumn> columns)
    {
        var (before, now) = (OrderRows.Of(_before), OrderRows.Of(_now));
        if (before.Count + now.Count == 0)
            return;
        columns.Add(new NumberColumn(InteractionColumnInfos.OrderLines, before.Lines(), now.Lines()));
        columns.Add(new NumberColumn(InteractionColumnInfos.OrderQuantity, before.Pieces(), now.Pieces()));
    }

    private void AddProducts(List<QualityColumn> columns, List<string> notes)
    {
        var (before, now) = (WithProduct(_before), WithProduct(_now));
        var popularity = new ReferencePopularity(before);
        columns.Add(new NumberColumn(
            InteractionColumnInfos.Popularity, popularity.Of(before), popularity.Of(now)));
        if (_catalogue.IsEmpty)
        {
            notes.Add("The catalogue is empty: prices, categories and brands are not compared.");
            return;
        }

        columns.Add(Flags(InteractionColumnInfos.Unknown, before, now, row => !_catalogue.IsKnown(row.Product)));
        var (known, knownNow) = (Known(before), Known(now));
        if (_catalogue.HasPrices)
        {
            columns.Add(new NumberColumn(
                InteractionColumnInfos.Price with { Unit = _catalogue.Currency },
                new(Array.ConvertAll(known, row => _catalogue.PriceOf(row.Product)), UsersOf(known)),
                new(Array.ConvertAll(knownNow, row => _catalogue.PriceOf(row.Product)), UsersOf(knownNow))));
        }

        if (_catalogue.HasCategories)
        {
            columns.Add(Texts(
                InteractionColumnInfos.Category, known, knownNow, row => _catalogue.CategoryOf(row.Product)));
        }

        if (_catalogue.HasBrands)
            columns.Add(Texts(InteractionColumnInfos.Brand, known, knownNow, row => _catalogue.BrandOf(row.Product)));

        InteractionRows.Row[] Known(InteractionRows.Row[] rows) =>
            Array.FindAll(rows, row => _catalogue.IsKnown(row.Product));
    }

    private void AddStretches(List<QualityColumn> columns, List<string> notes)
    {
        var stretches = new Stretches(_rows, _reference, _current);
        if (stretches.Reference.Count == 0)
        {
            notes.Add(
                "Shoppers' activity is not compared: the reference is shorter than the current period.");
            return;
        }

        columns.Add(new NumberColumn(
            InteractionColumnInfos.Activity, stretches.Activity(stretches.Reference),
            stretches.Activity([_current])));
        if (stretches.WithHistory.Count == 0 || !stretches.HasHistory(_current))
        {
            notes.Add("New shoppers and products are not compared: nothing is known of the time before the reference.");
            return;
        }

        columns.Add(new FlagColumn(
            InteractionColumnInfos.NewShopper, stretches.NewShoppers(stretches.WithHistory),
            stretches.NewShoppers([_current])));
        columns.Add(new FlagColumn(
            InteractionColumnInfos.NewProduct, stretches.NewProducts(stretches.WithHistory),
            stretches.NewProducts([_current])));
    }

    private TextColumn Texts(ColumnInfo info, Func<InteractionRows.Row, string?> textOf, bool isOrdered = false) =>
        Texts(info, _before, _now, textOf, isOrdered);

    private static TextColumn Texts(
        ColumnInfo info,
        InteractionRows.Row[] before,
        InteractionRows.Row[] now,
        Func<InteractionRows.Row, string?> textOf,
        bool isOrdered = false) =>
        new(
            info,
            new(Array.ConvertAll(before, row => textOf(row)), UsersOf(before)),
            new(Array.ConvertAll(now, row => textOf(row)), UsersOf(now)))
        {
            IsOrdered = isOrdered,
        };

    private static FlagColumn Flags(
        ColumnInfo info,
        InteractionRows.Row[] before,
        InteractionRows.Row[] now,
        Func<InteractionRows.Row, bool> flagOf) =>
        new(
            info,
            new(Array.ConvertAll(before, row => flagOf(row)), UsersOf(before)),
            new(Array.ConvertAll(now, row => flagOf(row)), UsersOf(now)));

    private static Sample<bool> DuplicatesOf(InteractionRows.Row[] rows)
    {
        var met = new HashSet<(long, int, int, InteractionType, double)>();
        return new(
            Array.ConvertAll(rows, row => !met.Add(
                (row.TimeMs, row.User, row.Product, row.Type, double.IsNaN(row.Score) ? -1 : row.Score))),
            UsersOf(rows));
    }

    private static InteractionRows.Row[] WithProduct(InteractionRows.Row[] rows) =>
        Array.FindAll(rows, row => row.Product >= 0);

    private static int[] UsersOf(InteractionRows.Row[] rows) => Array.ConvertAll(rows, row => row.User);

    private static class TypeNames
    {
        // Monday first, and in the order of the alphabet, which is the order of an ordered column.
        private static readonly string[] Weekdays =
            ["7 Sunday", "1 Monday", "2 Tuesday", "3 Wednesday", "4 Thursday", "5 Friday", "6 Saturday"];

        private static readonly string[] Hours =
            [.. Enumerable.Range(0, 24).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture))];

        private static readonly Dictionary<InteractionType, string> Types = Enum.GetValues<InteractionType>()
            .ToDictionary(type => type, type => $"{type}".ToLowerInvariant());

        public static string Of(InteractionType type) => Types.TryGetValue(type, out var name) ? name : $"{(int)type}";

        public static string Hour(long timeMs) => Hours[DateTimeOffset.FromUnixTimeMilliseconds(timeMs).Hour];

        public static string Weekday(long timeMs) =>
            Weekdays[(int)DateTimeOffset.FromUnixTimeMilliseconds(timeMs).DayOfWeek];
    }
}
