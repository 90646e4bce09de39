using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>
/// All pairs of the log, as training through the grains would make them: the same newest interactions a user, the same
/// pair weights, the same order of users and products. Rows of the table are one a pair; its time is the place of the
/// pair's newest positive interaction among those of the user, or of the newest at all where none is positive.
/// </summary>
internal sealed class LogPairs
{
    private readonly InteractionWeights _weights;
    private readonly DateTimeOffset _newest;
    private readonly PositiveKind _kind;

    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly List<(int User, int Product, float Weight, long Place, bool IsPositive)> _pairs = [];
    private int _users;

    private LogPairs(InteractionWeights weights, DateTimeOffset newest, PositiveKind kind) =>
        (_weights, _newest, _kind) = (weights, newest, kind);

    /// <summary>Reads the log.</summary>
    /// <returns>The pairs, and which of them are right answers.</returns>
    /// <exception cref="AyniException"><c>invalid</c>: it holds no pair.</exception>
    public static async Task<(InteractionTable Pairs, bool[] Positive)> ReadAsync(
        LogReader reader, InteractionWeights weights, PositiveKind kind, CancellationToken cancellationToken)
    {
        var pairs = new LogPairs(weights, reader.Newest, kind);
        await foreach (var ofUser in reader.ReadUsersAsync(cancellationToken))
            pairs.AddUser(ofUser);
        return pairs._pairs.Count > 0
            ? pairs.Build()
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"None of the log's {reader.Head} interactions has a weight over 0: check the weights or import more.");
    }

    private void AddUser(IReadOnlyList<LoggedInteraction> interactions)
    {
        var counted = interactions.Skip(Math.Max(0, interactions.Count - _weights.NewestPerUser)).ToList();
        var pairs = PairWeights.Sum(counted, _weights, _newest);
        if (pairs.Count == 0)
            return;
        var place = 0;
        var places = new Dictionary<string, (int Place, bool IsPositive)>(StringComparer.Ordinal);

        // Stable: of equal timestamps the later in the log is the newer, but where all are equal.
        var oldestFirst = StandingInteractions.Of(counted).OrderBy(logged => logged.Interaction.Timestamp).ToList();
        foreach (var logged in HoldOut.NewestLast(oldestFirst, seed: 0))
        {
            if (logged.Interaction.ProductId is not { } id || _weights.Of(logged.Interaction, _newest) <= 0)
                continue;
            var isPositive = Positives.Holds(_kind, logged.Interaction);
            if (isPositive || !places.TryGetValue(id, out var before) || !before.IsPositive)
                places[id] = (place, isPositive);
            place++;
        }

        foreach (var pair in pairs)
        {
            if (!_products.TryGetValue(pair.ProductId, out var product))
                _products.Add(pair.ProductId, product = _products.Count);
            var (at, isPositive) = places[pair.ProductId];
            _pairs.Add((_users, product, (float)pair.Weight, at, isPositive));
        }

        _users++;
    }

    private (InteractionTable Pairs, bool[] Positive) Build()
    {
        // Item index = rank of the product id, as in the models: ties are then broken alike.
        var rank = new int[_products.Count];
        var next = 0;
        foreach (var id in _products.Keys.Order(StringComparer.Ordinal))
            rank[_products[id]] = next++;
        var table = new InteractionTable(
            _users,
            rank.Length,
            [.. _pairs.Select(pair => pair.User)],
            [.. _pairs.Select(pair => rank[pair.Product])],
            [.. _pairs.Select(pair => pair.Weight)],
            [.. _pairs.Select(pair => pair.Place)]);
        return (table, [.. _pairs.Select(pair => pair.IsPositive)]);
    }
}
