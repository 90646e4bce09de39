namespace Ayni.Recommenders;

/// <summary>How much is known of each item, and how soon it is bought again. Never changed after it was made.</summary>
/// <param name="RepurchaseDays">
/// Median of the days between two purchases of the same user in a row, a day or more apart; NaN with fewer than
/// <see cref="MinRepeats"/> of them.
/// </param>
/// <param name="Shoppers">Different users who met the item.</param>
/// <param name="Purchases">Purchases of it.</param>
public sealed record ItemEvidence(float[] RepurchaseDays, int[] Shoppers, int[] Purchases)
{
    /// <summary>Repeats from which a median says something.</summary>
    public const int MinRepeats = 5;

    private const int SecondsPerDay = 86_400;

    /// <summary>
    /// How readily each item is bought again, over 0 (<see cref="RepeatRates"/>). <value>Default: 1, as usual.</value>
    /// </summary>
    public float[] Repeats
    {
        get => field ??= [.. Enumerable.Repeat(1f, RepurchaseDays.Length)];
        init;
    }

    /// <summary>Nothing known of any item.</summary>
    public static ItemEvidence None(int items)
    {
        var days = new float[items];
        Array.Fill(days, float.NaN);
        return new ItemEvidence(days, new int[items], new int[items]);
    }

    /// <summary>Counts.</summary>
    /// <param name="events">What the users did.</param>
    /// <param name="cancellationToken">Stops between two users.</param>
    public static ItemEvidence Of(ShopperEvents events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var evidence = None(events.ItemCount);
        var gaps = new List<int>?[events.ItemCount];
        for (var user = 0; user < events.UserCount; user++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            evidence.Count(events, user, gaps);
        }

        for (var item = 0; item < gaps.Length; item++)
        {
            if (gaps[item] is { Count: >= MinRepeats } repeats)
                evidence.RepurchaseDays[item] = Median(repeats) / SecondsPerDay;
        }

        return evidence with { Repeats = RepeatRates.Of(new PurchaseHistories(events)) };
    }

    private void Count(ShopperEvents events, int user, List<int>?[] gaps)
    {
        var items = events.ItemsOf(user);
        var ago = events.SecondsAgoOf(user);
        var baskets = events.BasketsOf(user);
        var boughtAt = new Dictionary<int, int>();
        var met = new HashSet<int>();
        for (var place = 0; place < items.Length; place++)
        {
            var item = items[place];
            if (met.Add(item))
                Shoppers[item]++;
            if (baskets[place] == ShopperEvents.NoBasket)
                continue;
            Purchases[item]++;

            // Lines of one invoice, or a second thought the same evening, are one purchase.
            var isFirst = !boughtAt.TryGetValue(item, out var before);
            if (!isFirst && before - ago[place] < SecondsPerDay)
                continue;
            if (!isFirst)
                (gaps[item] ??= []).Add(before - ago[place]);
            boughtAt[item] = ago[place];
        }
    }

    private static float Median(List<int> numbers)
    {
        numbers.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + (float)numbers[middle]) / 2;
    }
}
