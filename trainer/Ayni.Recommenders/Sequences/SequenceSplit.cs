using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Leave-one-out on sequences: the last item of each user is the test item, the one before it the validation item.
/// A user with fewer than three items is asked about nothing and only learnt from.
/// </summary>
public sealed class SequenceSplit
{
    private const int LeastItems = 3;

    private SequenceSplit(ItemSequences fitted, ItemSequences histories, int[] answers)
    {
        (Fitted, Histories) = (fitted, histories);
        Seen = histories.ToMatrix();
        Asked = OnePerUser(answers, histories.ItemCount);
        Catalogue = ItemSequences.From(
            histories.ItemCount,
            [.. answers.Select((answer, user) => (int[])[.. histories.Of(user), .. AsList(answer)])]).ToMatrix();
    }

    /// <summary>What a model learns from.</summary>
    public ItemSequences Fitted { get; }

    /// <summary>What it is told of each user when asked: all that comes before the asked item.</summary>
    public ItemSequences Histories { get; }

    /// <summary>Users × items: how often the item is in the history.</summary>
    public CsrMatrix Seen { get; }

    /// <summary>Users × items: the one item to find, of value 1.</summary>
    public CsrMatrix Asked { get; }

    /// <summary>Users × items: histories and answers together. Items with an entry are the candidates.</summary>
    internal CsrMatrix Catalogue { get; }

    /// <summary>
    /// Asks for each user's last item but one; the last is not looked at. Options are chosen on this.
    /// </summary>
    public static SequenceSplit Validation(ItemSequences sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var known = TakeOff(sequences, 2);
        return new SequenceSplit(known, known, Answers(sequences, 2));
    }

    /// <summary>Asks for each user's last item.</summary>
    /// <param name="sequences">All interactions.</param>
    /// <param name="learnFromValidation">
    /// False as SASRec and S3-Rec do: the validation item is in the history, but nothing was learnt from it. True for
    /// a model that is fitted anew once its options were chosen.
    /// </param>
    public static SequenceSplit Test(ItemSequences sequences, bool learnFromValidation = false)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        var histories = TakeOff(sequences, 1);
        var fitted = learnFromValidation ? histories : TakeOff(sequences, 2);
        return new SequenceSplit(fitted, histories, Answers(sequences, 1));
    }

    private static ItemSequences TakeOff(ItemSequences sequences, int count) => ItemSequences.From(
        sequences.ItemCount,
        [.. Enumerable.Range(0, sequences.UserCount).Select(user => Kept(sequences.Of(user), count))]);

    private static int[] Kept(ReadOnlySpan<int> items, int count) =>
        (items.Length < LeastItems ? items : items[..^count]).ToArray();

    /// <summary>The item to find of each user, counted from the end; -1 for nothing to ask.</summary>
    private static int[] Answers(ItemSequences sequences, int fromEnd) =>
    [
        .. Enumerable.Range(0, sequences.UserCount).Select(user =>
            sequences.Of(user).Length < LeastItems ? -1 : sequences.Of(user)[^fromEnd]),
    ];

    private static int[] AsList(int answer) => answer < 0 ? [] : [answer];

    private static CsrMatrix OnePerUser(int[] answers, int itemCount) =>
        ItemSequences.From(itemCount, [.. answers.Select(AsList)]).ToMatrix();
}
