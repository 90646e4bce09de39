namespace Ayni.Data.Mart.Cleaning;

/// <summary>What becomes of rows that a rule finds.</summary>
public enum RuleAction
{
    /// <summary>Counted and kept.</summary>
    Keep,

    /// <summary>Counted and left out.</summary>
    Drop,
}
