using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Next basket: what comes after each user's history. Every user with a basket before it is asked, and every item of
/// it counts, so that recall divides by the size of the basket, and the ideal of NDCG@K is min(K, that size) hits.
/// Candidates are all items of histories and answers; what a user bought is one of them.
/// </summary>
public sealed class BasketSplit
{
    // The file has no times. A basket a day keeps the baskets apart.
    private const int SecondsApart = 86_400;

    private BasketSplit(int items, IReadOnlyList<int[][]> histories, IReadOnlyList<int[]> answers)
    {
        Events = EventsOf(items, histories);
        Seen = Events.Sequences.ToMatrix();
        Asked = MatrixOf(items, answers);
        Catalogue = MatrixOf(items, [.. answers.Select((answer, user) =>
            (int[])[.. histories[user].SelectMany(basket => basket).Concat(answer).Distinct()])]);
    }

    /// <summary>What a model learns from and is told: a basket a day.</summary>
    public ShopperEvents Events { get; }

    /// <summary>Users × items: baskets of the user with the item.</summary>
    public CsrMatrix Seen { get; }

    /// <summary>Users × items: the basket to find.</summary>
    public CsrMatrix Asked { get; }

    internal CsrMatrix Catalogue { get; }

    /// <summary>Asks for the baskets of another file.</summary>
    /// <param name="histories">Baskets of each user, oldest first.</param>
    /// <param name="futures">One basket for each user of the histories.</param>
    /// <exception cref="InvalidDataException">A user has no basket to find, or several.</exception>
    public static BasketSplit Test(
        IReadOnlyDictionary<string, int[][]> histories, IReadOnlyDictionary<string, int[][]> futures)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(futures);
        var answers = histories.Keys.Select(user => AnswerOf(user, futures)).ToArray();
        return new BasketSplit(CountOf(histories.Values.Concat(futures.Values)), [.. histories.Values], answers);
    }

    /// <summary>
    /// Asks for each user's last basket of the histories, of users with two or more. Options are chosen on this.
    /// </summary>
    /// <param name="histories">Baskets of each user, oldest first.</param>
    public static BasketSplit Validation(IReadOnlyDictionary<string, int[][]> histories)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return new BasketSplit(
            CountOf(histories.Values),
            [.. histories.Values.Select(baskets => baskets.Length < 2 ? baskets : baskets[..^1])],
            [.. histories.Values.Select(baskets => baskets.Length < 2 ? [] : baskets[^1])]);
    }

    /// <summary>Measures a model fitted on <see cref="Seen"/>, over all users asked.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Cutoffs; whether seen items count is not asked, they do.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    public EvaluationReport Evaluate(
        IRecommender model, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options = (options ?? new EvaluationOptions()).Validated() with { ExcludeSeen = false };
        var questions = Questions.Of(Catalogue, Seen, Asked, excludeSeen: false);
        var lists = model.Recommend(
            questions.Users, options.Cutoffs[^1], null, questions.CandidateBits, options.Threads, cancellationToken);
        return new ListJudge(Seen, questions, options, cancellationToken).Judge(model.Name, lists);
    }

    private static int[] AnswerOf(string user, IReadOnlyDictionary<string, int[][]> futures) =>
        futures.TryGetValue(user, out var baskets) && baskets is [var answer]
            ? answer
            : throw new InvalidDataException(
                $"User '{user}' has {(baskets ?? []).Length} baskets to find; it must be 1.");

    private static int CountOf(IEnumerable<int[][]> users) =>
        users.SelectMany(baskets => baskets).SelectMany(basket => basket).DefaultIfEmpty(-1).Max() + 1;

    private static ShopperEvents EventsOf(int items, IReadOnlyList<int[][]> histories)
    {
        var starts = new int[histories.Count + 1];
        var (bought, ago, numbers) = (new List<int>(), new List<int>(), new List<int>());
        for (var user = 0; user < histories.Count; user++)
        {
            var baskets = histories[user];
            for (var number = 0; number < baskets.Length; number++)
            {
                foreach (var item in baskets[number])
                {
                    bought.Add(item);
                    ago.Add((baskets.Length - number) * SecondsApart);
                    numbers.Add(number);
                }
            }

            starts[user + 1] = bought.Count;
        }

        return new ShopperEvents(items, starts, [.. bought], [.. ago], [.. numbers]);
    }

    private static CsrMatrix MatrixOf(int items, IReadOnlyList<int[]> users) =>
        ItemSequences.From(items, users).ToMatrix();
}
