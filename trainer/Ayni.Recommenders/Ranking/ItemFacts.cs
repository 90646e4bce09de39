using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What a re-ranker knows of each item as of the model's time, beside what the parts say. Never changed after it was
/// made.
/// </summary>
public sealed class ItemFacts
{
    /// <summary>What stands for "not known": all that is known is 0 or more.</summary>
    public const float Unknown = -1;

    private const double SecondsPerDay = 86_400;

    private ItemFacts(int items, ItemLabels labels)
    {
        Labels = labels;
        (Month, Week, AgeDays, QuietDays) = (new float[items], new float[items], new float[items], new float[items]);
        (Shoppers, Purchases) = (new float[items], new float[items]);
        RepurchaseDays = new float[items];
    }

    /// <summary>What the catalogue says.</summary>
    public ItemLabels Labels { get; }

    /// <summary>ln(1 + shoppers who met it).</summary>
    public float[] Shoppers { get; }

    /// <summary>ln(1 + purchases).</summary>
    public float[] Purchases { get; }

    /// <summary>ln(1 + events of the last 7 days).</summary>
    public float[] Week { get; }

    /// <summary>ln(1 + events of the last 30 days).</summary>
    public float[] Month { get; }

    /// <summary>Days since its first event.</summary>
    public float[] AgeDays { get; }

    /// <summary>Days since its newest event.</summary>
    public float[] QuietDays { get; }

    /// <summary><see cref="ItemEvidence.RepurchaseDays"/>, or <see cref="Unknown"/>.</summary>
    public float[] RepurchaseDays { get; }

    // Every number an item has, but its text: by the name in a file.
    private (string Name, float[] Values)[] Columns =>
    [
        ("shoppers", Shoppers), ("purchases", Purchases), ("events_7d", Week), ("events_30d", Month),
        ("age_days", AgeDays), ("days_since_last", QuietDays), ("repurchase_days", RepurchaseDays),
        ("prices", Labels.Prices), ("discounts", Labels.Discounts),
    ];

    /// <summary>Counts.</summary>
    /// <param name="events">What the users did, up to the model's time.</param>
    /// <param name="evidence">Made of the same events.</param>
    /// <param name="labels">What the catalogue says of the same items.</param>
    public static ItemFacts Of(ShopperEvents events, ItemEvidence evidence, ItemLabels labels)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(labels);
        var facts = new ItemFacts(events.ItemCount, labels);
        var (week, month) = (new int[events.ItemCount], new int[events.ItemCount]);
        var (oldest, newest) = (new int[events.ItemCount], new int[events.ItemCount]);
        Array.Fill(oldest, -1);
        Array.Fill(newest, int.MaxValue);
        for (var user = 0; user < events.UserCount; user++)
        {
            var items = events.ItemsOf(user);
            var ago = events.SecondsAgoOf(user);
            for (var place = 0; place < items.Length; place++)
            {
                var (item, seconds) = (items[place], Math.Max(0, ago[place]));
                week[item] += seconds < 7 * SecondsPerDay ? 1 : 0;
                month[item] += seconds < 30 * SecondsPerDay ? 1 : 0;
                oldest[item] = Math.Max(oldest[item], seconds);
                newest[item] = Math.Min(newest[item], seconds);
            }
        }

        for (var item = 0; item < events.ItemCount; item++)
        {
            facts.Shoppers[item] = (float)Math.Log(1 + evidence.Shoppers[item]);
            facts.Purchases[item] = (float)Math.Log(1 + evidence.Purchases[item]);
            facts.Week[item] = (float)Math.Log(1 + week[item]);
            facts.Month[item] = (float)Math.Log(1 + month[item]);
            facts.AgeDays[item] = oldest[item] < 0 ? Unknown : (float)(oldest[item] / SecondsPerDay);
            facts.QuietDays[item] = oldest[item] < 0 ? Unknown : (float)(newest[item] / SecondsPerDay);
            facts.RepurchaseDays[item] =
                float.IsNaN(evidence.RepurchaseDays[item]) ? Unknown : evidence.RepurchaseDays[item];
        }

        return facts;
    }

    /// <summary>Adds the facts to a file, a tensor a column.</summary>
    internal void Write(SafeTensorsBuilder file)
    {
        foreach (var (name, values) in Columns)
            file.Add(name, values, Labels.Count);
        file.Add("categories", Labels.Categories, Labels.Count)
            .Add("brands", Labels.Brands, Labels.Count)
            .Add("vectors", Labels.Vectors, Labels.Count, Labels.Dimensions);
    }

    /// <summary>Reads what <see cref="Write"/> added.</summary>
    /// <exception cref="InvalidDataException">A column is missing, or has another length.</exception>
    internal static ItemFacts Read(SafeTensors file)
    {
        var dimensions = file.Info("vectors").Shape is [_, var length] ? checked((int)length) : 0;
        var labels = new ItemLabels(
            file.Floats("prices").ToArray(), file.Floats("discounts").ToArray(), file.Integers("categories").ToArray(),
            file.Integers("brands").ToArray(), dimensions, file.Floats("vectors").ToArray());
        var facts = new ItemFacts(labels.Count, labels);
        foreach (var (name, values) in facts.Columns)
        {
            var read = file.Floats(name);
            if (read.Length != values.Length)
                throw new InvalidDataException($"{name} has {read.Length} items, not {values.Length}.");
            read.CopyTo(values);
        }

        if (labels.Categories.Length != labels.Count || labels.Brands.Length != labels.Count
            || labels.Vectors.Length != (long)labels.Count * dimensions)
            throw new InvalidDataException($"Categories, brands or vectors are not those of {labels.Count} items.");
        return facts;
    }
}
