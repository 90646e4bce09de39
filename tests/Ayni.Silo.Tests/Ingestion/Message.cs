namespace Ayni.Silo.Tests.Ingestion;

/// <summary>Messages as a shop sends them.</summary>
internal static class Message
{
    /// <summary>One event without an id.</summary>
    public static string View(string userId) =>
        $$"""{"user_id": "{{userId}}", "product_id": "hat", "interaction_type": "view"}""";

    /// <summary>One event with an id.</summary>
    public static string View(string userId, string eventId) =>
        $$"""
        {"event_id": "{{eventId}}", "user_id": "{{userId}}", "product_id": "hat", "interaction_type": "view"}
        """;

    /// <summary>Several in one message.</summary>
    public static string Array(params string[] events) => $"[{string.Join(", ", events)}]";
}
