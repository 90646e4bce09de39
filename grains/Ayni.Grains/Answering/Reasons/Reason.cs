namespace Ayni.Grains.Answering;

/// <summary>One reason that could be given for a product.</summary>
/// <param name="Name">One of <see cref="ReasonNames"/>.</param>
/// <param name="Share">Share of the score that it accounts for, less what makes it seem far-fetched; 0 to 1.</param>
/// <param name="Gaps">Values of the gaps of its sentence.</param>
internal sealed record Reason(string Name, double Share, params IReadOnlyList<(string Gap, string Value)> Gaps)
{
    /// <summary>What it says, to compare: the same name and values are the same sentence.</summary>
    public string Key => $"{Name}|{string.Join('|', Gaps.Select(gap => gap.Value))}";
}
