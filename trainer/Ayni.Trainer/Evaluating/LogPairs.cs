using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>
/// All pairs of the log, as training through the grains would make them: the same newest interactions a user, the same
/// pair weights, the same order of users and products. Rows of the table are one a pair; its time is the place of the
/// pair's newest interaction among those of the user.
/// </summary>
internal sealed class LogPairs(InteractionWeights weights, DateTimeOffset newest)
{
    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly List<(int User, int Product, float Weight, long Place)> _pairs = [];
    private int _users;

    /// <summary>Reads the log.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it holds no pair.</exception>
    public static async Task<InteractionTable> ReadAsync(
        LogReader reader, InteractionWeights weights, CancellationToken cancellationToken)
    {
        var pairs = new LogPairs(weights, reader.Newest);
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
        var counted = interactions.Skip(Math.Max(0, interactions.Count - weights.NewestPerUser)).ToList();
        var pairs = PairWeights.Sum(counted, weights, newest);
        if (pairs.Count == 0)
            return;
        var place = 0;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var logged in StandingInteractions.Of(counted).OrderBy(logged => logged.Interaction.Timestamp))
        {
            // Stable: of equal timestamps the later in the log is the newer.
            if (logged.Interaction.ProductId is { } id && weights.Of(logged.Interaction, newest) > 0)
                places[id] = place++;
        }

        foreach (var pair in pairs)
        {
            if (!_products.TryGetValue(pair.ProductId, out var product))
                _products.Add(pair.ProductId, product = _products.Count);
            _pairs.Add((_users, product, (float)pair.Weight, places[pair.ProductId]));
        }

        _users++;
    }

    private InteractionTable Build()
    {
        // Item index = rank of the product id, as in the models: ties are then broken alike.
        var rank = new int[_products.Count];
        var next = 0;
        foreach (var id in _products.Keys.Order(StringComparer.Ordinal))
            rank[_products[id]] = next++;
        return new InteractionTable(
            _users,
            rank.Length,
            [.. _pairs.Select(pair => pair.User)],
            [.. _pairs.Select(pair => rank[pair.Product])],
            [.. _pairs.Select(pair => pair.Weight)],
            [.. _pairs.Select(pair => pair.Place)]);
    }
}
