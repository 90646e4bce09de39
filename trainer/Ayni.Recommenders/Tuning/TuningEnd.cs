namespace Ayni.Recommenders;

/// <summary>Why a search ended. Whatever the reason, the trials made until then count.</summary>
public enum TuningEnd
{
    /// <summary>All trials asked for were made.</summary>
    Completed,

    /// <summary>The budget was spent.</summary>
    BudgetSpent,

    /// <summary>The space holds no setting that was not tried.</summary>
    SpaceExhausted,

    /// <summary>It was cancelled; the trial under way then is lost.</summary>
    Cancelled,
}
