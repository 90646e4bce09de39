using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;

namespace Ayni.Grains.Training;

/// <summary>
/// Draws whose newest product is held out: some to judge the model, others for its search. Of the first it also says
/// which the active version was not trained on: they came after its position, or it held them out itself.
/// </summary>
internal sealed class HoldOutDraw(TrainingOptions options, ModelVersion? active)
{
    /// <summary>Kinds that a product can be the newest of.</summary>
    private static readonly PositiveKind[] Kinds = [PositiveKind.Any, .. Positives.Strongest];

    private readonly PositiveTally _tally = new();
    private readonly List<Candidate> _candidates = [];
    private readonly List<Candidate> _before = [];

    /// <summary>Takes the next user.</summary>
    /// <param name="user">Index.</param>
    /// <param name="rows">All that counts of the user.</param>
    /// <param name="oldestFirst">The same as the run orders them (<see cref="HistoryOrder"/>).</param>
    /// <param name="pairs">Products that the user met.</param>
    /// <param name="numberOf">Number of a product.</param>
    public void Add(
        int user,
        IReadOnlyList<LoggedInteraction> rows,
        List<LoggedInteraction> oldestFirst,
        int pairs,
        Func<string, int> numberOf)
    {
        var newest = new Newest(oldestFirst, options.Seed, numberOf);
        _tally.Add(newest.Rows.Select(row => row.Interaction));
        var userId = rows[0].Interaction.UserId;
        if (pairs >= HoldOut.MinProducts)
        {
            var hash = HoldOut.Hash(options.Seed, userId);
            _candidates.Add(new(user, newest.Products, MetBefore(newest, numberOf), hash));
        }

        if (active is not null)
            AddBefore(user, userId, rows, numberOf);
    }

    /// <summary>What is held out of each user.</summary>
    /// <param name="users">Number of users.</param>
    public Drawn Draw(int users)
    {
        var kind = options.Positives == PositiveKind.Auto ? _tally.Choose() : options.Positives;
        var place = Array.IndexOf(Kinds, kind);
        var eligible = _candidates.FindAll(candidate => candidate.Newest[place] >= 0);
        var hashes = eligible.ConvertAll(candidate => candidate.Hash);
        var drawn = new Drawn(kind, Nobody(users), Nobody(users), new bool[users]);
        var before = HeldOutBefore(users);
        foreach (var (user, newest, met, _) in HoldOut.Select(hashes, options.JudgedShare).Select(at => eligible[at]))
        {
            drawn.Judged[user] = newest[place];
            drawn.IsCompared[user] = active is not null && (!met[place] || before[user] == newest[place]);
        }

        foreach (var at in HoldOut.SelectSearched(hashes, options.JudgedShare))
            drawn.Searched[eligible[at].User] = eligible[at].Newest[place];
        return drawn;
    }

    /// <summary>Of each newest product, whether the active version saw the user with it.</summary>
    private bool[] MetBefore(Newest newest, Func<string, int> numberOf)
    {
        if (active is null)
            return new bool[Kinds.Length];
        var met = newest.Rows.Where(row => row.Position <= active.AsOfPosition)
            .Select(row => numberOf(row.Interaction.ProductId!)).ToHashSet();
        return Array.ConvertAll(newest.Products, met.Contains);
    }

    /// <summary>The user as the run of the active version had it.</summary>
    private void AddBefore(
        int user, string userId, IReadOnlyList<LoggedInteraction> rows, Func<string, int> numberOf)
    {
        var (weights, time) = (active!.Options.Weights, active.ReferenceTime);
        var then = rows.Where(row => row.Position <= active.AsOfPosition).ToList();
        var oldestFirst = HistoryOrder.OldestFirst(then, weights, time).ToList();
        var newest = new Newest(oldestFirst, active.Options.Seed, numberOf);
        var products = newest.Rows.Select(row => row.Interaction.ProductId).Distinct(StringComparer.Ordinal).Count();
        if (products >= HoldOut.MinProducts)
            _before.Add(new(user, newest.Products, [], HoldOut.Hash(active.Options.Seed, userId)));
    }

    /// <summary>Product that the run of the active version held out of each user; −1 for none.</summary>
    private int[] HeldOutBefore(int users)
    {
        var heldOut = Nobody(users);
        if (active is null)
            return heldOut;
        var place = Array.IndexOf(Kinds, active.Options.Positives);
        if (place < 0)
            return heldOut;
        var eligible = _before.FindAll(candidate => candidate.Newest[place] >= 0);
        var hashes = eligible.ConvertAll(candidate => candidate.Hash);
        foreach (var at in HoldOut.Select(hashes, active.Options.JudgedShare))
            heldOut[eligible[at].User] = eligible[at].Newest[place];
        return heldOut;
    }

    private static int[] Nobody(int users)
    {
        var nobody = new int[users];
        Array.Fill(nobody, -1);
        return nobody;
    }

    /// <summary>What was drawn.</summary>
    /// <param name="Kind">What was held out.</param>
    /// <param name="Judged">Number of the product held out of each user to judge by; −1 for none.</param>
    /// <param name="Searched">The same of those that a search is judged by.</param>
    /// <param name="IsCompared">Whether the active version was not trained on the judged one either.</param>
    internal sealed record Drawn(PositiveKind Kind, int[] Judged, int[] Searched, bool[] IsCompared);

    /// <summary>A user of whom something could be held out.</summary>
    private sealed record Candidate(int User, int[] Newest, bool[] WasMet, ulong Hash);

    /// <summary>The newest product of each kind by the shop's clock, then by position; −1 for none.</summary>
    private sealed class Newest
    {
        public Newest(List<LoggedInteraction> oldestFirst, int seed, Func<string, int> numberOf)
        {
            Rows = HoldOut.NewestLast(oldestFirst, seed);
            for (var kind = 0; kind < Kinds.Length; kind++)
            {
                var last = Rows.FindLast(row => Positives.Holds(Kinds[kind], row.Interaction));
                Products[kind] = last is null ? -1 : numberOf(last.Interaction.ProductId!);
            }
        }

        public List<LoggedInteraction> Rows { get; }

        public int[] Products { get; } = new int[Kinds.Length];
    }
}
