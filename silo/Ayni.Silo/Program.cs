using Ayni.Silo;

return await SiloProgram.RunAsync(args);
