using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>
/// The log split by time. Train is what training through the grains makes of the interactions before the cutoff: the
/// same newest interactions a user, the same pair weights (<see cref="PairWeights"/>), the same order of users and
/// products. Test is what known users bought from the cutoff on.
/// </summary>
internal sealed class LogSplit
{
    private readonly InteractionWeights _weights;
    private readonly DateTimeOffset _cutoff;
    private readonly DateTimeOffset _end;
    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly List<(int User, int Product, float Weight)> _train = [];
    private readonly List<(int User, string Product)> _test = [];
    private readonly PopularityDecay _decay;
    private readonly List<double> _recentWeights = [];
    private readonly List<int> _userNumbers = [];
    private int _allUsers;
    private int _unknownUserPairs;

    private LogSplit(
        InteractionWeights weights, TimeSpan popularityHalfLife, DateTimeOffset cutoff, DateTimeOffset end)
    {
        (_weights, _cutoff, _end) = (weights, cutoff, end);
        _decay = new PopularityDecay { HalfLife = popularityHalfLife.Ticks, Reference = cutoff.UtcTicks };
    }

    /// <summary>Splits the log as of its head.</summary>
    /// <param name="log">Interactions.</param>
    /// <param name="weights">Type weights and decay.</param>
    /// <param name="testPeriod">Length of the test period.</param>
    /// <param name="untouched">Newest time to leave out of both, such as the test period of another split.</param>
    /// <param name="progress">Told of the reading.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="AyniException"><c>invalid</c>: there is nothing to train on, or nothing to test on.</exception>
    public static async Task<(SplitFacts Facts, TrainTestSplit Pairs)> ReadAsync(
        IInteractionLog log,
        InteractionWeights weights,
        TimeSpan testPeriod,
        TimeSpan untouched,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var reader = await LogReader.OpenAsync(log, progress, cancellationToken);
        var part = await ReadAsync(reader, weights, testPeriod, testPeriod, untouched, cancellationToken);
        return (part.Facts, new TrainTestSplit(part.Train, part.Test, part.Facts.Test));
    }

    /// <summary>One part of an evaluation; its users are numbered by their place in the log.</summary>
    /// <param name="reader">The log.</param>
    /// <param name="weights">Type weights and decay.</param>
    /// <param name="popularityHalfLife">Half-life of an interaction in the items' recent weights.</param>
    /// <param name="testPeriod">Length of the test period.</param>
    /// <param name="untouched">Newest time to leave out of both.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="AyniException"><c>invalid</c>: there is nothing to train on, or nothing to test on.</exception>
    public static async Task<EvaluationPart> ReadAsync(
        LogReader reader,
        InteractionWeights weights,
        TimeSpan popularityHalfLife,
        TimeSpan testPeriod,
        TimeSpan untouched,
        CancellationToken cancellationToken)
    {
        var split = new LogSplit(
            weights,
            popularityHalfLife,
            Before(reader.Newest, untouched + testPeriod),
            untouched > TimeSpan.Zero ? Before(reader.Newest, untouched) : DateTimeOffset.MaxValue);
        await foreach (var ofUser in reader.ReadUsersAsync(cancellationToken))
            split.AddUser(ofUser);
        var pairs = split.Build();
        if (pairs.Train.EntryCount == 0 || pairs.Test.EntryCount == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{testPeriod.TotalDays:F0} test days from {split._cutoff:u} (newest in the log {reader.Newest:u}) "
                + $"leave {pairs.Train.EntryCount} pairs to train on and {pairs.Test.EntryCount} to test on: change "
                + "--test-days or --windows, or import more.");
        }

        var facts = split.Facts(reader, testPeriod, untouched, pairs);
        return new EvaluationPart(
            split._cutoff.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            facts,
            pairs.Train,
            pairs.Test)
        {
            UserNumbers = [.. split._userNumbers],
            RecentWeights = split.RecentWeights(),
        };
    }

    private void AddUser(IReadOnlyList<LoggedInteraction> interactions)
    {
        var before = new List<LoggedInteraction>();
        var bought = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var logged in interactions)
        {
            if (logged.Interaction.Timestamp >= _end)
                continue;
            if (logged.Interaction.Timestamp < _cutoff)
                before.Add(logged);
            else if (logged.Interaction is { Type: InteractionType.Purchase, ProductId: { } product })
                bought.Add(product);
        }

        var number = _allUsers++;
        before.RemoveRange(0, Math.Max(0, before.Count - _weights.NewestPerUser));
        var pairs = PairWeights.Sum(before, _weights, _cutoff);
        if (pairs.Count == 0)
        {
            _unknownUserPairs += bought.Count;
            return;
        }

        foreach (var pair in pairs)
        {
            if (!_products.TryGetValue(pair.ProductId, out var product))
            {
                _products.Add(pair.ProductId, product = _products.Count);
                _recentWeights.Add(0);
            }

            _train.Add((_userNumbers.Count, product, (float)pair.Weight));
        }

        AddRecent(before);
        foreach (var product in bought)
            _test.Add((_userNumbers.Count, product));
        _userNumbers.Add(number);
    }

    private void AddRecent(List<LoggedInteraction> before)
    {
        foreach (var interaction in before.Select(logged => logged.Interaction))
        {
            if (interaction.ProductId is { } id && _weights.Of(interaction, _cutoff) is > 0 and var weight)
                _recentWeights[_products[id]] += weight * _decay.FactorAt(interaction.Timestamp.UtcTicks);
        }
    }

    private double[] RecentWeights()
    {
        var weights = new double[_products.Count];
        var rank = Ranks();
        for (var product = 0; product < weights.Length; product++)
            weights[rank[product]] = _recentWeights[product];
        return weights;
    }

    private static DateTimeOffset Before(DateTimeOffset time, TimeSpan span) =>
        time - DateTimeOffset.MinValue > span ? time - span : DateTimeOffset.MinValue;

    private TrainTestSplit Build()
    {
        var rank = Ranks();
        var train = CsrMatrix.FromTriples(
            _userNumbers.Count,
            rank.Length,
            _train.ConvertAll(pair => pair.User).ToArray(),
            _train.ConvertAll(pair => rank[pair.Product]).ToArray(),
            _train.ConvertAll(pair => pair.Weight).ToArray());
        var known = _test.FindAll(pair => _products.ContainsKey(pair.Product));
        var test = CsrMatrix.FromTriples(
            _userNumbers.Count,
            rank.Length,
            known.ConvertAll(pair => pair.User).ToArray(),
            known.ConvertAll(pair => rank[_products[pair.Product]]).ToArray(),
            known.ConvertAll(_ => 1f).ToArray());
        var repeats = Enumerable.Range(0, _userNumbers.Count)
            .Sum(user => test.RowColumns(user).ToArray().Count(item => train.Contains(user, item)));
        return new TrainTestSplit(
            train, test, new SplitReport(test.EntryCount, _unknownUserPairs, _test.Count - known.Count, 0, repeats));
    }

    /// <summary>Item index = rank of the product id, as in the models: ties are then broken alike.</summary>
    private int[] Ranks()
    {
        var rank = new int[_products.Count];
        var next = 0;
        foreach (var id in _products.Keys.Order(StringComparer.Ordinal))
            rank[_products[id]] = next++;
        return rank;
    }

    private SplitFacts Facts(
        LogReader reader, TimeSpan testPeriod, TimeSpan untouched, TrainTestSplit pairs) => new()
        {
            Kind = "time",
            Protocol = string.Create(
            CultureInfo.InvariantCulture,
            $"Train: everything before the last {testPeriod.TotalDays:F0} days{LeftOut(untouched)}. Test: products "
            + $"bought in them by customers seen before. Candidates: all products of train."),
            Cutoff = _cutoff,
            Newest = reader.Newest,
            AsOfPosition = reader.Head,
            TrainUsers = _userNumbers.Count,
            TrainItems = pairs.Train.Columns,
            TrainPairs = pairs.Train.EntryCount,
            Test = pairs.Dropped,
        };

    private static string LeftOut(TimeSpan untouched) => untouched > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $" before the newest {untouched.TotalDays:F0}, left out here")
        : "";
}
