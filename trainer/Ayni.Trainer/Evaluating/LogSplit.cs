using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>
/// The log split by time. Train is what training through the grains makes of the interactions before the cutoff: the
/// same newest interactions a user, the same pair weights (<see cref="PairWeights"/>), the same order of users and
/// products. Test is what known users bought, or did else that counts, from the cutoff on and did not take back before
/// its end; what was taken back after the cutoff changes nothing of train, which could not know of it.
/// </summary>
internal sealed class LogSplit
{
    private readonly InteractionWeights _weights;
    private readonly PositiveKind _positives;
    private readonly DateTimeOffset _cutoff;
    private readonly DateTimeOffset _end;
    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly List<(int User, int Product, float Weight)> _train = [];
    private readonly List<(int User, string Product)> _test = [];
    private readonly PopularityDecay _decay;
    private readonly List<double> _recentWeights = [];
    private readonly List<(int User, string Product)> _viewed = [];
    private readonly List<int> _userNumbers = [];
    private readonly List<string> _userIds = [];
    private readonly List<(int User, string Product)> _first = [];
    private readonly Predicate<string> _isNewcomer;
    private readonly ShopperEventsBuilder _events;
    private int _allUsers;
    private int _unknownUserPairs;

    private LogSplit(
        InteractionWeights weights,
        PositiveKind positives,
        TimeSpan popularityHalfLife,
        DateTimeOffset cutoff,
        DateTimeOffset end,
        Predicate<string> isNewcomer)
    {
        (_weights, _positives) = (weights, positives);
        (_cutoff, _end, _isNewcomer) = (cutoff, end, isNewcomer);
        _decay = new PopularityDecay { HalfLife = popularityHalfLife.Ticks, Reference = cutoff.UtcTicks };
        _events = new ShopperEventsBuilder(weights, cutoff);
    }

    /// <summary>One part of an evaluation; its users are numbered by their place in the log.</summary>
    /// <param name="reader">The log.</param>
    /// <param name="weights">Type weights and decay.</param>
    /// <param name="popularityHalfLife">Half-life of an interaction in the items' recent weights.</param>
    /// <param name="testPeriod">Length of the test period.</param>
    /// <param name="untouched">Newest time to leave out of both.</param>
    /// <param name="isNewcomer">
    /// Users, by id, of whom nothing before the test period is known: the product they meet first in it is their
    /// history (<see cref="EvaluationPart.Histories"/>), what they buy after it is test. Null: none, and no histories.
    /// </param>
    /// <param name="positives">What counts as a right answer; settled. Default: purchases.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="AyniException"><c>invalid</c>: there is nothing to train on, or nothing to test on.</exception>
    public static async Task<EvaluationPart> ReadAsync(
        LogReader reader,
        InteractionWeights weights,
        TimeSpan popularityHalfLife,
        TimeSpan testPeriod,
        TimeSpan untouched,
        Predicate<string>? isNewcomer = null,
        PositiveKind positives = PositiveKind.Purchases,
        CancellationToken cancellationToken = default)
    {
        var part = await FindAsync(
            reader, weights, popularityHalfLife, testPeriod, untouched, isNewcomer, positives, cancellationToken);
        return part.Train.EntryCount > 0 && part.Test.EntryCount > 0
            ? part
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"The last {TestLength.Show(testPeriod)} from {part.Facts.Cutoff:u} on leave {part.Train.EntryCount} "
                + $"pairs to train on and {part.Test.EntryCount} that were {Positives.VerbOf(positives)} to test on. "
                + RemedyOf(reader, testPeriod + untouched, positives));
    }

    /// <summary>The same, empty if need be.</summary>
    public static async Task<EvaluationPart> FindAsync(
        LogReader reader,
        InteractionWeights weights,
        TimeSpan popularityHalfLife,
        TimeSpan testPeriod,
        TimeSpan untouched,
        Predicate<string>? isNewcomer,
        PositiveKind positives,
        CancellationToken cancellationToken)
    {
        var split = new LogSplit(
            weights,
            positives,
            popularityHalfLife,
            Before(reader.Newest, untouched + testPeriod),
            untouched > TimeSpan.Zero ? Before(reader.Newest, untouched) : DateTimeOffset.MaxValue,
            isNewcomer ?? (_ => false));
        await foreach (var ofUser in reader.ReadUsersAsync(cancellationToken))
            split.AddUser(ofUser);
        var pairs = split.Build();
        var facts = split.Facts(reader, testPeriod, untouched, pairs);
        return new EvaluationPart(
            NameOf(split._cutoff, testPeriod),
            facts,
            pairs.Train,
            pairs.Test)
        {
            UserNumbers = [.. split._userNumbers],
            UserIds = [.. split._userIds],
            Viewed = split.ToMatrix(split._viewed),
            RecentWeights = split.RecentWeights(),
            Events = split._events.Build([.. Enumerable.Repeat(-1, split._userNumbers.Count)], split.Ranks()),
            ProductIds = [.. split._products.Keys.Order(StringComparer.Ordinal)],
            Histories = isNewcomer is null ? null : split.ToMatrix(split._first),
        };
    }

    /// <summary>What can be done about a test period that leaves nothing to do.</summary>
    private static string RemedyOf(LogReader reader, TimeSpan period, PositiveKind positives)
    {
        var log = $"The log goes from {reader.Oldest:u} to {reader.Newest:u}; shoppers by what they did: "
            + $"{reader.Tally}. ";
        if (reader.Tally.Of(positives) == 0 && reader.Tally.Choose() is not PositiveKind.Any and var other)
            return $"{log}Give --positives {Positives.NameOf(other)}, or leave it out.";
        return period >= reader.Length
            ? $"{log}Give a shorter --test-period, such as {Short(reader.Length)}, or --split "
                + $"{SplitKinds.LeaveLastOut}."
            : $"{log}Give a longer --test-period, --split {SplitKinds.LeaveLastOut}, which asks for what each met "
                + "last, or import more.";
    }

    private static string Short(TimeSpan log) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Floor(TestLength.Of(log).TotalMinutes))}m");

    private void AddUser(IReadOnlyList<LoggedInteraction> interactions)
    {
        if (_isNewcomer(interactions[0].Interaction.UserId))
        {
            AddNewcomer(interactions);
            return;
        }

        var before = new List<LoggedInteraction>();
        var bought = new SortedSet<string>(StringComparer.Ordinal);
        var viewed = new SortedSet<string>(StringComparer.Ordinal);
        before.AddRange(interactions.Where(logged => logged.Interaction.Timestamp < _cutoff));
        foreach (var logged in StandingAtEnd(interactions))
        {
            if (logged.Interaction.Timestamp < _cutoff)
                continue;
            if (logged.Interaction is { Type: InteractionType.View, ProductId: { } page })
                viewed.Add(page);
            if (IsRight(logged.Interaction))
                bought.Add(logged.Interaction.ProductId!);
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
        _events.Add(before, id => _products[id]);
        foreach (var product in bought)
            _test.Add((_userNumbers.Count, product));
        foreach (var product in viewed)
            _viewed.Add((_userNumbers.Count, product));
        AddRow(number, interactions);
    }

    private void AddNewcomer(IReadOnlyList<LoggedInteraction> interactions)
    {
        // Stable: of equal timestamps the earlier in the log is the first.
        var met = StandingAtEnd(interactions).Select(logged => logged.Interaction)
            .Where(interaction => interaction.Timestamp >= _cutoff)
            .Where(interaction => interaction.ProductId is not null && !_weights.IsTaking(interaction))
            .OrderBy(interaction => interaction.Timestamp)
            .ToList();
        var number = _allUsers++;
        if (met.Count == 0)
            return;
        var first = met[0].ProductId!;
        _first.Add((_userNumbers.Count, first));
        _events.Add([], id => _products[id]);
        var bought = met.Where(IsRight)
            .Select(interaction => interaction.ProductId!)
            .Where(product => product != first);
        foreach (var product in bought.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            _test.Add((_userNumbers.Count, product));
        AddRow(number, interactions);
    }

    // A type of the shop's own is what its weight says: one that is not registered says nothing.
    private bool IsRight(Interaction interaction) => Positives.Holds(_positives, interaction)
        && (interaction.Type != InteractionType.Custom || _weights.Of(interaction, _cutoff) > 0);

    private void AddRow(int number, IReadOnlyList<LoggedInteraction> interactions)
    {
        _userNumbers.Add(number);
        _userIds.Add(interactions[0].Interaction.UserId);
    }

    private void AddRecent(List<LoggedInteraction> before)
    {
        foreach (var interaction in StandingInteractions.Of(before).Select(logged => logged.Interaction))
        {
            // A product that weighs nothing in sum is no product of train.
            if (interaction.ProductId is { } id && _weights.Of(interaction, _cutoff) is > 0 and var weight
                && _products.TryGetValue(id, out var product))
                _recentWeights[product] += weight * _decay.FactorAt(interaction.Timestamp.UtcTicks);
        }
    }

    // What was sent back within the time looked at was not bought.
    private IReadOnlyList<LoggedInteraction> StandingAtEnd(IReadOnlyList<LoggedInteraction> interactions) =>
        StandingInteractions.Of([.. interactions.Where(logged => logged.Interaction.Timestamp < _end)]);

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
        var test = ToMatrix(_test);
        var repeats = Enumerable.Range(0, _userNumbers.Count)
            .Sum(user => test.RowColumns(user).ToArray().Count(item => train.Contains(user, item)));
        return new TrainTestSplit(
            train,
            test,
            new SplitReport(test.EntryCount, _unknownUserPairs, _test.Count - test.EntryCount, 0, repeats));
    }

    /// <summary>The pairs whose product is in train.</summary>
    private CsrMatrix ToMatrix(List<(int User, string Product)> pairs)
    {
        var rank = Ranks();
        var known = pairs.FindAll(pair => _products.ContainsKey(pair.Product));
        return CsrMatrix.FromTriples(
            _userNumbers.Count,
            rank.Length,
            known.ConvertAll(pair => pair.User).ToArray(),
            known.ConvertAll(pair => rank[_products[pair.Product]]).ToArray(),
            known.ConvertAll(_ => 1f).ToArray());
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
            Kind = SplitKinds.Time,
            Protocol = string.Create(
            CultureInfo.InvariantCulture,
            $"Train: everything before the last {TestLength.Show(testPeriod)}{LeftOut(untouched)}. Test: products "
            + $"{Positives.VerbOf(_positives)} in them by customers seen before. Candidates: all products of train."),
            Positives = Positives.NameOf(_positives),
            Cutoff = _cutoff,
            Newest = reader.Newest,
            AsOfPosition = reader.Head,
            TrainUsers = _userNumbers.Count,
            TrainItems = pairs.Train.Columns,
            TrainPairs = pairs.Train.EntryCount,
            Test = pairs.Dropped,
        };

    private static string NameOf(DateTimeOffset cutoff, TimeSpan period) => cutoff.UtcDateTime.ToString(
        period >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string LeftOut(TimeSpan untouched) => untouched > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $" before the newest {TestLength.Show(untouched)}, left out here")
        : "";
}
