using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>The parts that files of pairs are evaluated in.</summary>
/// <param name="Train">File to train on.</param>
/// <param name="Test">File to test on; null where the train file is split.</param>
internal sealed record FileParts(string Train, string? Test)
{
    public IEnumerable<EvaluationPart> Of(SplitChoice choice)
    {
        if (Test is not null)
        {
            var split = LightGcnFile.ReadSplit(Train, Test);
            return [new EvaluationPart(SplitKinds.Files, SplitFacts.Of(Train, Test, split), split.Train, split.Test)];
        }

        return new PairParts(Path.GetFileName(Train)).Of(Read(choice), choice);
    }

    /// <summary>Pairs with their place in the line as time, which says something in files in time order only.</summary>
    private InteractionTable Read(SplitChoice choice)
    {
        if (choice.Kind != SplitKinds.LeaveLastOut)
            return Table(LightGcnFile.ReadMatrix(Train));
        var sequences = SequenceFile.Read(Train);
        var (users, items, places) = (new List<int>(), new List<int>(), new List<long>());
        for (var user = 0; user < sequences.UserCount; user++)
        {
            foreach (var item in sequences.Of(user))
            {
                places.Add(items.Count);
                users.Add(user);
                items.Add(item);
            }
        }

        return new InteractionTable(
            sequences.UserCount, sequences.ItemCount, [.. users], [.. items],
            [.. Enumerable.Repeat(1f, users.Count)], [.. places]);
    }

    private static InteractionTable Table(Numerics.CsrMatrix pairs)
    {
        var users = new int[pairs.EntryCount];
        for (var user = 0; user < pairs.Rows; user++)
            users.AsSpan(pairs.RowStarts[user], pairs.RowLength(user)).Fill(user);
        return new InteractionTable(
            pairs.Rows, pairs.Columns, users, pairs.ColumnIndices.ToArray(), pairs.Values.ToArray(),
            new long[users.Length]);
    }
}
