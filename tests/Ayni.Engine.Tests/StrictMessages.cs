using System.Runtime.CompilerServices;

namespace Ayni.Engine.Tests;

/// <summary>
/// The whole suite runs in the embedded engine's strict mode, in which every message is copied as if it were sent.
/// </summary>
internal static class StrictMessages
{
    [ModuleInitializer]
    internal static void TurnOn() => Environment.SetEnvironmentVariable("AYNI_ENGINE_STRICT", "1");
}
