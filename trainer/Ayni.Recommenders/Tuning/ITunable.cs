namespace Ayni.Recommenders;

/// <summary>A model whose options can be searched, with the validation split it is judged on.</summary>
public interface ITunable
{
    /// <summary>Name of the model: <c>als</c>.</summary>
    string Model { get; }

    /// <summary>Options that can be searched.</summary>
    IReadOnlyList<TunableOption> Options { get; }

    /// <summary>
    /// Whether a trial can be given little first and more later, as sweeps. If not, <see cref="ITrial.Advance"/> always
    /// does all there is.
    /// </summary>
    bool IsResumable { get; }

    /// <summary>Makes a trial ready; costs next to nothing.</summary>
    /// <param name="options">Values of some of <see cref="Options"/>; the others keep what they were given.</param>
    /// <exception cref="ArgumentException">A value is out of range: option, value and range.</exception>
    ITrial Start(OptionValues options);
}
