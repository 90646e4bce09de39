namespace Ayni.Recommenders;

/// <summary>How trials share the effort.</summary>
public enum TuningSearch
{
    /// <summary>Every trial is given all (Bergstra and Bengio 2012).</summary>
    Random,

    /// <summary>
    /// Successive halving (Jamieson and Talwalkar 2016): every trial of a bracket is given little, the best of them
    /// more, the best of these all.
    /// </summary>
    Halving,
}
