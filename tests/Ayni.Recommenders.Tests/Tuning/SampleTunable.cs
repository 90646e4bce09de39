namespace Ayni.Recommenders.Tests;

/// <summary>
/// A model whose figure after r units is its option "height" less 1/r: more units always help, alike for all, so that
/// the right winner of any search is the highest trial. Heights over 900 fail.
/// </summary>
internal sealed class SampleTunable : ITunable
{
    public string Model => "sample";

    public IReadOnlyList<TunableOption> Options { get; } = [new("height"), new("side", IsWhole: true)];

    public bool IsResumable { get; init; } = true;

    /// <summary>What was asked of the trials, in order.</summary>
    public List<(double Height, int Resource)> Work { get; } = [];

    /// <summary>Called before each piece of work.</summary>
    public Action OnWork { get; init; } = () => { };

    public ITrial Start(OptionValues options) => options.Number("height", 0) >= -1000
        ? new Trial(this, options.Number("height", 0))
        : throw new ArgumentOutOfRangeException(nameof(options), "height must be −1,000 or more.");

    private sealed class Trial(SampleTunable owner, double height) : ITrial
    {
        public TrialScore Advance(int resource, CancellationToken cancellationToken)
        {
            owner.OnWork();
            cancellationToken.ThrowIfCancellationRequested();
            owner.Work.Add((height, resource));
            if (height > 900)
                throw new ArithmeticException("Too high.");
            return new TrialScore(height - (1.0 / resource), resource, resource);
        }
    }
}
