using Ayni.Domain.Errors;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>Leave-one-out on a file of sequences.</summary>
/// <param name="Path">The file.</param>
internal sealed record SequenceParts(string Path)
{
    /// <summary>One part: the last item of each user, or the last but one.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: nobody has three items.</exception>
    public EvaluationPart Of(SplitChoice choice)
    {
        var sequences = SequenceFile.Read(Path);
        var split = choice.Kind switch
        {
            SplitKinds.Validation => SequenceSplit.Validation(sequences),
            SplitKinds.Refitted => SequenceSplit.Test(sequences, learnFromValidation: true),
            _ => SequenceSplit.Test(sequences),
        };
        if (split.Asked.EntryCount == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{Path}: of {sequences.UserCount} users none has three items, so that there is nobody to ask.");
        }

        var fitted = split.Fitted.ToMatrix();
        var facts = SplitFacts.Of(
            choice.Kind, Protocol(choice.Kind), fitted, new SplitReport(split.Asked.EntryCount, 0, 0, 0, 0));
        return new EvaluationPart(choice.Kind, facts, fitted, split.Asked) { Sequences = split };
    }

    private string Protocol(string kind) => $"{System.IO.Path.GetFileName(Path)}: " + kind switch
    {
        SplitKinds.Validation =>
            "each user's last item but one is to be found from those before it; the last is not looked at.",
        SplitKinds.Refitted =>
            "each user's last item is to be found from all before it, which are learnt from.",
        _ => "each user's last item is to be found from all before it; the last two are not learnt from.",
    } + " Candidates are all items without the user's own; every user of three items or more is asked.";
}
