using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.Reranking;

/// <summary>
/// The log split by time for a re-ranker: what was done before the cutoff, with its times, as a run snapshots it; and
/// what known users bought afterwards and had not met before.
/// </summary>
internal sealed record RerankData
{
    public required DateTimeOffset Cutoff { get; init; }

    /// <summary>Users × items: summed weights before the cutoff.</summary>
    public required CsrMatrix Train { get; init; }

    /// <summary>What they did before it.</summary>
    public required ShopperEvents Events { get; init; }

    /// <summary>Users × items: bought from the cutoff on, not met before it.</summary>
    public required CsrMatrix Bought { get; init; }

    public required IReadOnlyList<string> UserIds { get; init; }

    /// <summary>Of each item.</summary>
    public required IReadOnlyList<string> ProductIds { get; init; }

    /// <summary>Reads and splits.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: nothing is left to learn from or to find.</exception>
    public static async Task<RerankData> ReadAsync(
        LogReader reader, InteractionWeights weights, TimeSpan testPeriod, CancellationToken cancellationToken)
    {
        var building = new Building(weights, reader.Newest - testPeriod);
        await foreach (var ofUser in reader.ReadUsersAsync(cancellationToken))
            building.Add(ofUser);
        return building.Build();
    }

    private sealed class Building(InteractionWeights weights, DateTimeOffset cutoff)
    {
        private readonly ShopperEventsBuilder _events = new(weights, cutoff);
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<string> _users = [];
        private readonly List<(int User, string Product, float Weight)> _train = [];
        private readonly List<(int User, string Product)> _bought = [];

        public void Add(IReadOnlyList<LoggedInteraction> interactions)
        {
            var before = interactions.Where(logged => logged.Interaction.Timestamp < cutoff)
                .TakeLast(weights.NewestPerUser).ToList();
            var pairs = PairWeights.Sum(before, weights, cutoff);
            if (pairs.Count == 0)
                return;
            foreach (var pair in pairs)
                _train.Add((_users.Count, pair.ProductId, (float)pair.Weight));
            _events.Add(before, NumberOf);
            var bought = interactions.Select(logged => logged.Interaction)
                .Where(interaction => interaction.Timestamp >= cutoff
                    && interaction is { Type: InteractionType.Purchase, ProductId: not null })
                .Select(interaction => interaction.ProductId!)
                .Except(pairs.Select(pair => pair.ProductId), StringComparer.Ordinal);
            _bought.AddRange(bought.Select(product => (_users.Count, product)));
            _users.Add(interactions[0].Interaction.UserId);
        }

        public RerankData Build()
        {
            string[] ids = [.. _numbers.Keys.Order(StringComparer.Ordinal)];
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var id in ids)
                places.Add(id, places.Count);
            var ranks = new int[ids.Length];
            foreach (var (id, number) in _numbers)
                ranks[number] = places[id];
            var none = new int[_users.Count];
            Array.Fill(none, -1);
            var known = _bought.FindAll(pair => places.ContainsKey(pair.Product));
            if (_train.Count == 0 || known.Count == 0)
            {
                throw new AyniException(
                    ErrorCodes.Invalid,
                    $"The days before {cutoff:u} leave {_train.Count} pairs to learn from and the days from it "
                    + $"{known.Count} purchases to find: change --test-days, or import more.");
            }

            return new RerankData
            {
                Cutoff = cutoff,
                Train = Matrix(_train.ConvertAll(pair => (pair.User, places[pair.Product], pair.Weight)), ids.Length),
                Events = _events.Build(none, ranks),
                Bought = Matrix(known.ConvertAll(pair => (pair.User, places[pair.Product], 1f)), ids.Length),
                UserIds = _users,
                ProductIds = ids,
            };
        }

        private CsrMatrix Matrix(List<(int User, int Item, float Value)> pairs, int items) => CsrMatrix.FromTriples(
            _users.Count,
            items,
            [.. pairs.Select(pair => pair.User)],
            [.. pairs.Select(pair => pair.Item)],
            [.. pairs.Select(pair => pair.Value)]);

        private int NumberOf(string product)
        {
            if (!_numbers.TryGetValue(product, out var number))
                _numbers.Add(product, number = _numbers.Count);
            return number;
        }
    }
}
