namespace Ayni.Content.Tests;

/// <summary>
/// Reviews with their labels, all by the hand that wrote the lists. <see cref="Tuned"/> and <see cref="HeldOut"/>: 47
/// positive, 47 negative and 14 neutral a language, written before lists and rules; pairs of lines in turn went to
/// either half, and only errors of the first were looked at. <see cref="Later"/>: 17 positive, 17 negative and
/// 6 neutral a language, longer and odder, written when lists and rules were done; nothing was changed for them.
/// </summary>
internal static class LabelledReviews
{
    public const string Tuned = "tuned";
    public const string HeldOut = "held-out";
    public const string Later = "later";

    public static IReadOnlyList<(string Text, SentimentLabel Label)> Of(string language, string part)
    {
        var name = part == Later ? $"later-{language}.tsv" : $"reviews-{language}.tsv";
        using var stream = typeof(LabelledReviews).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where((_, line) => part == Later || line / 2 % 2 == (part == Tuned ? 0 : 1))
                .Select(line => line.Split('\t'))
                .Select(line => (line[1], Enum.Parse<SentimentLabel>(line[0], ignoreCase: true))),
        ];
    }
}
