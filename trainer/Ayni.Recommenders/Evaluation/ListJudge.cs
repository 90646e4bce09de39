using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Turns ranked lists into figures: each user's in parallel, sums over users in their order.</summary>
internal sealed class ListJudge
{
    private const int UsersPerChunk = 64;

    private readonly CsrMatrix _train;
    private readonly Questions _questions;
    private readonly EvaluationOptions _options;
    private readonly ItemPopularity _popularity;
    private readonly ParallelOptions _parallel;

    public ListJudge(
        CsrMatrix train, Questions questions, EvaluationOptions options, CancellationToken cancellationToken)
    {
        (_train, _questions, _options) = (train, questions, options);
        _popularity = new ItemPopularity(train, options.HeadItemShare);
        _parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = cancellationToken,
        };
    }

    /// <param name="model">Name of the model.</param>
    /// <param name="lists">One list a user asked, in their order.</param>
    public EvaluationReport Judge(string model, ScoredIndex[][] lists)
    {
        var figures = new UserFigures(_questions.Users, _options.Cutoffs, All(lists));
        return new EvaluationReport(
            model,
            lists.Length,
            _questions.Relevant.EntryCount,
            _questions.SeenPairs,
            _questions.UnreachablePairs,
            Candidates.Count(_questions.CandidateBits),
            [.. _options.Cutoffs.Select(cutoff => MetricsAt(cutoff, figures, lists))])
        {
            PerUser = figures,
            Segments = [.. UserSegments(figures), ItemSegment(Segment.HeadItems, lists),
                ItemSegment(Segment.TailItems, lists)],
        };
    }

    private RankingMetrics MetricsAt(int cutoff, UserFigures figures, ScoredIndex[][] lists)
    {
        var exposure = new Exposure(lists, cutoff, _questions.CandidateBits, _popularity);
        return new RankingMetrics(figures, cutoff)
        {
            Coverage = exposure.Coverage,
            PopularityLift = LiftAt(figures.Of(UserMetric.Popularity, cutoff)),
            Gini = exposure.Gini,
            HeadShare = exposure.HeadShare,
        };
    }

    private double LiftAt(double[] popularity)
    {
        var (recommended, chosen) = (0.0, 0.0);
        for (var user = 0; user < popularity.Length; user++)
        {
            var own = _popularity.MeanShare(_questions.Profiles.RowColumns(_questions.Users[user]));
            if (double.IsNaN(popularity[user]) || double.IsNaN(own))
                continue;
            recommended += popularity[user];
            chosen += own;
        }

        return chosen > 0 ? (recommended / chosen) - 1 : 0;
    }

    private double[] All(ScoredIndex[][] lists)
    {
        var length = _options.Cutoffs[^1];
        var similarities = ListSimilarity.SumsWithEarlier(_train, lists, length, _parallel);
        var width = _options.Cutoffs.Length * UserFigures.MetricCount;
        return PerUser(lists.Length, width, (user, target) =>
        {
            var relevant = _questions.Relevant.RowColumns(_questions.Users[user]);
            foreach (var cutoff in _options.Cutoffs)
            {
                var list = lists[user].AsSpan(0, Math.Min(cutoff, lists[user].Length));
                UserMetrics.Of(list, relevant, cutoff, target);
                (target[(int)UserMetric.Novelty], target[(int)UserMetric.Popularity]) = _popularity.Of(list);
                target[(int)UserMetric.Diversity] =
                    DiversityOf(similarities.AsSpan(user * length, list.Length));
                target = target[UserFigures.MetricCount..];
            }
        });
    }

    /// <param name="similarities">Each item's cosines with those before it, summed.</param>
    private static double DiversityOf(ReadOnlySpan<double> similarities)
    {
        if (similarities.Length < 2)
            return double.NaN;
        var sum = 0.0;
        foreach (var similarity in similarities)
            sum += similarity;
        return 1 - (2 * sum / ((double)similarities.Length * (similarities.Length - 1)));
    }

    private IEnumerable<SegmentReport> UserSegments(UserFigures figures)
    {
        var users = figures.Users.ToArray();
        var segments = Array.ConvertAll(users, user => _questions.Profiles.RowLength(user) switch
        {
            var entries when entries <= _options.ColdUserEntries => Segment.ColdUsers,
            var entries when entries <= _options.LightUserEntries => Segment.LightUsers,
            _ => Segment.HeavyUsers,
        });
        foreach (var segment in new[] { Segment.ColdUsers, Segment.LightUsers, Segment.HeavyUsers })
        {
            var members = Enumerable.Range(0, users.Length).Where(user => segments[user] == segment).ToArray();
            yield return new SegmentReport(
                segment,
                members.Length,
                members.Sum(user => _questions.Relevant.RowLength(users[user])),
                [.. _options.Cutoffs.Select(cutoff => new AccuracyMetrics(
                    figures, cutoff, user => segments[user] == segment))]);
        }
    }

    private SegmentReport ItemSegment(Segment segment, ScoredIndex[][] lists)
    {
        var relevant = EntrySelection.Of(
            _questions.Relevant,
            entry => _popularity.IsHead(_questions.Relevant.ColumnIndices[entry]) == (segment == Segment.HeadItems));
        var asked = Enumerable.Range(0, lists.Length)
            .Where(user => relevant.RowLength(_questions.Users[user]) > 0)
            .ToArray();
        var width = _options.Cutoffs.Length * UserFigures.MetricCount;
        var values = PerUser(asked.Length, width, (place, target) =>
        {
            var items = relevant.RowColumns(_questions.Users[asked[place]]);
            for (var position = 0; position < _options.Cutoffs.Length; position++)
            {
                UserMetrics.Of(
                    lists[asked[place]], items, _options.Cutoffs[position],
                    target[(position * UserFigures.MetricCount)..]);
            }
        });
        var figures = new UserFigures(
            Array.ConvertAll(asked, user => _questions.Users[user]), _options.Cutoffs, values);
        return new SegmentReport(
            segment, asked.Length, relevant.EntryCount,
            [.. _options.Cutoffs.Select(cutoff => new AccuracyMetrics(figures, cutoff))]);
    }

    private double[] PerUser(int users, int width, UserWriter write)
    {
        var values = new double[users * width];
        try
        {
            Parallel.For(0, (users + UsersPerChunk - 1) / UsersPerChunk, _parallel, chunk =>
            {
                var end = Math.Min(users, (chunk + 1) * UsersPerChunk);
                for (var user = chunk * UsersPerChunk; user < end; user++)
                    write(user, values.AsSpan(user * width, width));
            });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return values;
    }

    private delegate void UserWriter(int user, Span<double> target);
}
