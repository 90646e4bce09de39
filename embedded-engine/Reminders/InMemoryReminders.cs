namespace Ayni.EmbeddedEngine.Reminders;

/// <summary>Registered where the silo was told to have reminders.</summary>
internal sealed class InMemoryReminders;
