namespace Ayni.Recommenders;

/// <summary>A part of the users, or a part of the items.</summary>
public enum Segment
{
    /// <summary>Users with at most <see cref="EvaluationOptions.ColdUserEntries"/> train entries.</summary>
    ColdUsers,

    /// <summary>Users with more, and at most <see cref="EvaluationOptions.LightUserEntries"/>.</summary>
    LightUsers,

    /// <summary>Users with more still.</summary>
    HeavyUsers,

    /// <summary>The most popular candidates (<see cref="EvaluationOptions.HeadItemShare"/>).</summary>
    HeadItems,

    /// <summary>The other candidates.</summary>
    TailItems,
}
