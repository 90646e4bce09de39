using Ayni.Data.Import.Rows;
using Ayni.Domain;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>Turns the current row of a source into an interaction, or says why not.</summary>
internal sealed class InteractionRow
{
    // In place of an id that the row does not have, or that is not made yet.
    private const string NoId = "-";

    private readonly RowSource _row;
    private readonly InteractionMapping _mapping;
    private readonly RuleSet _rules;
    private readonly TimestampParser _times;
    private readonly EventIdMaker _ids;
    private readonly DateTimeOffset? _latest;
    private readonly TypeWeights _ownTypes;
    private readonly bool _cancellationsReturn;
    private readonly int _eventId;
    private readonly int _user;
    private readonly int _product;
    private readonly int _timestamp;
    private readonly int _type;
    private readonly int _score;
    private readonly int _quantity;
    private readonly int _duration;
    private readonly int _query;
    private readonly int _order;
    private readonly int _review;

    public InteractionRow(ImportMapping mapping, RowSource row, string fileName, ImportOptions options)
    {
        _row = row;
        _latest = options.Now + InteractionRules.MaxAhead;
        _mapping = mapping.Interactions!;
        _cancellationsReturn = options.CancellationsOf(mapping) == CancellationHandling.Return;
        _ownTypes = _mapping.KnownTypes(options.OwnTypes);
        _rules = new RuleSet(_mapping, row);
        _times = new TimestampParser(_mapping.TimestampFormats, _mapping.Offset);
        var key = _mapping.EventIdFrom.Select(column => row.Ordinal(column));
        _ids = new EventIdMaker(mapping.Name, fileName, [.. key]);
        var columns = _mapping.Columns;
        _eventId = row.Ordinal(columns.EventId);
        _user = row.Ordinal(columns.User);
        _product = row.Ordinal(columns.Product);
        _timestamp = row.Ordinal(columns.Timestamp);
        _type = row.Ordinal(columns.Type);
        _score = row.Ordinal(columns.Score);
        _quantity = row.Ordinal(columns.Quantity);
        _duration = row.Ordinal(columns.DurationSeconds);
        _query = row.Ordinal(columns.Query);
        _order = row.Ordinal(columns.Order);
        _review = row.Ordinal(columns.ReviewText);
    }

    /// <summary>
    /// Reads the row. A refused row may still say something: <paramref name="interaction"/> is then what it would have
    /// been (a cancellation), or would have been had it a user (<see cref="ImportReasons.NoUser"/>), and null if not
    /// even that could be read.
    /// </summary>
    public Refusal? Read(out Interaction? interaction)
    {
        interaction = null;
        if (_row.Problem is { } problem)
            return problem;
        var type = ReadType();
        // What says itself that it is a return is one, and no cancellation.
        if (!TakesBack(type) && _rules.CheckCancellation(_row) is { } cancellation)
        {
            if (!_cancellationsReturn || TakingBack(type) is not { } taking)
            {
                _ = ReadFields(type, isCancellation: true, out interaction);
                return cancellation;
            }

            type = taking;
        }

        // A quantity below 0 is what is taken back.
        var unbounded = TakesBack(type) ? ScoreOf(type!.Type).Ordinal : -1;
        var refusal = _rules.Check(_row, unbounded) ?? ReadFields(type, isCancellation: false, out interaction);
        if (_row.Value(_user) is null)
            return new Refusal(ImportReasons.NoUser, _mapping.Columns.User);
        if (refusal is not null)
            interaction = null;
        return refusal;
    }

    private static bool TakesBack(RowType? type) => type is not null && StandingInteractions.TakesBack(type.Type);

    /// <summary>What takes a type back; null where nothing does.</summary>
    private static RowType? TakingBack(RowType? type) => type?.Type switch
    {
        InteractionType.Purchase => InteractionType.Return,
        InteractionType.Cart => InteractionType.RemoveFromCart,
        _ => null,
    };

    private Refusal? ReadFields(RowType? rowType, bool isCancellation, out Interaction? interaction)
    {
        interaction = null;
        var columns = _mapping.Columns;
        if (rowType is null)
            return new Refusal(ImportReasons.UnknownType, columns.Type, _row.Value(_type));
        var type = rowType.Type;
        if (ReadTime(out var timestamp) is { } badTime)
            return badTime;
        if (ReadScore(type, out var score) is { } badScore)
            return badScore;
        if (ReadDuration(out var duration) is { } badDuration)
            return badDuration;
        var product = _row.Value(_product);
        if (product is null && type != InteractionType.Search)
            return new Refusal(ImportReasons.NoProduct, columns.Product);
        if (_mapping.UppercaseProducts)
            product = product?.ToUpperInvariant();
        var user = _row.Value(_user);
        var read = new Interaction
        {
            EventId = _row.Value(_eventId) ?? NoId,
            UserId = user ?? NoId,
            ProductId = product,
            Type = type,
            Score = score,
            Timestamp = timestamp,
            Duration = duration,
            Query = _row.Value(_query),
            OrderId = _row.Value(_order),
            CustomType = rowType.OwnName,
            ReviewText = _row.Value(_review),
        };
        // What a cancellation takes back is a quantity below zero, and never an interaction of its own.
        if (InteractionRules.ProblemOf(isCancellation ? read with { Score = null } : read) is { } problem)
            return Refuse(problem, type);
        interaction = read with
        {
            // A number among equal keys is only spent on a row that is kept.
            EventId = isCancellation || user is null ? "" : _row.Value(_eventId) ?? _ids.Make(_row),
            UserId = user ?? "",
        };
        return null;
    }

    private RowType? ReadType()
    {
        if (_mapping.Type is { } all)
            return all;
        var text = _row.Value(_type);
        return text is not null && _mapping.TypeValues.TryGetValue(text, out var named)
            ? named
            : RowType.Find(text, _ownTypes);
    }

    private Refusal? ReadTime(out DateTimeOffset timestamp)
    {
        timestamp = default;
        var text = _row.Value(_timestamp);
        return text is not null && _times.TryParse(text, out timestamp) && !(timestamp > _latest)
            ? null
            : new Refusal(ImportReasons.BadTime, _mapping.Columns.Timestamp, text);
    }

    private Refusal? ReadScore(InteractionType type, out double? score)
    {
        score = null;
        var (column, ordinal) = ScoreOf(type);
        if (_row.Value(ordinal) is not { } text)
            return null;
        if (!_row.Numbers.TryParse(text, out double number))
            return new Refusal(ImportReasons.NotANumber, column, text);
        // Shops write what came back with a sign or without.
        score = StandingInteractions.TakesBack(type) ? Math.Abs(number) : number;
        return null;
    }

    /// <summary>Where a file has both, the score is the rating, and other types have a quantity.</summary>
    private (string? Column, int Ordinal) ScoreOf(InteractionType type)
        => _quantity >= 0 && type != InteractionType.Rating
            ? (_mapping.Columns.Quantity, _quantity)
            : (_mapping.Columns.Score, _score);

    private Refusal? ReadDuration(out TimeSpan? duration)
    {
        duration = null;
        if (_row.Value(_duration) is not { } text)
            return null;
        if (!_row.Numbers.TryParse(text, out double seconds))
            return new Refusal(ImportReasons.NotANumber, _mapping.Columns.DurationSeconds, text);
        // Before the conversion, which knows no such time; the rules say the same.
        if (seconds < 0 || seconds > InteractionRules.MaxDuration.TotalSeconds)
            return new Refusal(ImportReasons.OutOfRange, _mapping.Columns.DurationSeconds, text);
        duration = TimeSpan.FromMilliseconds(Math.Round(seconds * 1_000));
        return null;
    }

    private Refusal Refuse(InvalidField problem, InteractionType type)
    {
        var columns = _mapping.Columns;
        var (column, ordinal) = problem.Field switch
        {
            nameof(Interaction.EventId) => (columns.EventId, _eventId),
            nameof(Interaction.UserId) => (columns.User, _user),
            nameof(Interaction.ProductId) => (columns.Product, _product),
            nameof(Interaction.OrderId) => (columns.Order, _order),
            nameof(Interaction.Query) => (columns.Query, _query),
            nameof(Interaction.ReviewText) => (columns.ReviewText, _review),
            nameof(Interaction.Score) => ScoreOf(type),
            nameof(Interaction.CustomType) => (columns.Type, _type),
            _ => throw new InvalidOperationException($"No column has the {problem.Field} of an interaction."),
        };
        return new Refusal(Refusal.ReasonOf(problem.Fault), column, _row.Value(ordinal));
    }
}
