namespace Ayni.Domain.Access;

/// <summary>What a caller may do. Their names are those of <see cref="AccessScopeNames"/>.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Tell what shoppers do and who they are: events, profiles, merging of guests.</summary>
    Events = 1,

    /// <summary>Read what is recommended to shoppers and known of one.</summary>
    Recommend = 2,

    /// <summary>Read and write products, and what the shop says of how they are shown.</summary>
    Catalogue = 4,

    /// <summary>Train, judge and activate models; look at the data's quality.</summary>
    Train = 8,

    /// <summary>Read how the system is: status, metrics, dashboard.</summary>
    Monitor = 16,

    /// <summary>All of it, and what only an operator does: keys, erasure, exports of everybody.</summary>
    Admin = 32,
}
